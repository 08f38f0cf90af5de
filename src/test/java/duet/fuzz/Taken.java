package duet.fuzz;

import net.jqwik.api.statistics.Statistics;

/**
 * How many inputs were taken and how many refused. A run in which nearly all go one way says little
 * of the other, and fails.
 */
final class Taken {

  private static final double LEAST = 3;

  private Taken() {}

  static void yes() {
    count("taken");
  }

  static void no() {
    count("refused");
  }

  private static void count(String outcome) {
    Statistics.collect(outcome);
    Statistics.coverage(
        coverage -> {
          coverage.check("taken").percentage(share -> share > LEAST);
          coverage.check("refused").percentage(share -> share > LEAST);
        });
  }
}
