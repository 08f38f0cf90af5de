package duet.bench;

import java.time.Duration;

/**
 * What to run.
 *
 * @param pairs how many handshakes count
 * @param underWay how many at a time
 * @param warmup how many come before, and count in nothing
 * @param timeout how long one handshake may take
 */
public record BenchPlan(int pairs, int underWay, int warmup, Duration timeout) {

  public BenchPlan {
    if (pairs < 1 || underWay < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "invalid bench plan (at least one pair, one under way and no negative warm-up)");
    }
  }
}
