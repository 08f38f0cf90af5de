package duet.cli;

import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Prints an exchange as it goes: a heading, then a line for each change, with the time and both
 * states.
 */
final class StateChangePrinter {

  /** In characters, of connections and credentials; those of proofs are longer. */
  private static final int LONGEST_STATE = 28;

  private static final int LONGER_STATE = 30;

  private final Consumer<String> lines;
  private final UnaryOperator<String> bold;
  private final Map<Side, String> states = new EnumMap<>(Side.class);
  private int shown = -1;

  StateChangePrinter(Consumer<String> lines, UnaryOperator<String> bold) {
    this.lines = lines;
    this.bold = bold;
  }

  /** Prints the changes since the last call, in order; may be called from any thread. */
  synchronized void show(SidePair<?> pair) {
    var sides = pair.sides();
    var entries = pair.timeline().entries();
    if (shown < 0) {
      lines.accept("");
      lines.accept(bold.apply(row("%-11s ".formatted(title(sides)), sides, Side::toString)));
      shown = 0;
    }
    for (; shown < entries.size(); shown++) {
      var entry = entries.get(shown);
      states.put(entry.side(), Console.safe(entry.state()));
      if (pair.oneSided() || states.size() == sides.size()) {
        lines.accept(line(entry, sides));
      }
    }
  }

  private static String title(List<Side> sides) {
    return switch (sides.get(0)) {
      case ISSUER, HOLDER -> "Credential";
      case VERIFIER, PROVER -> "Proof";
      default -> "Handshake";
    };
  }

  private String line(Timeline.Entry entry, List<Side> sides) {
    var time = "%10s  ".formatted(TextView.millis(entry.at()));
    return row(time, sides, side -> states.getOrDefault(side, "(unseen)"));
  }

  private static String row(String begin, List<Side> sides, Function<Side, String> cell) {
    int width = sides.get(0) == Side.VERIFIER ? LONGER_STATE : LONGEST_STATE;
    var first = cell.apply(sides.get(0));
    var gap = " ".repeat(Math.max(1, width + 1 - first.length()));
    return begin + first + gap + cell.apply(sides.get(1));
  }
}
