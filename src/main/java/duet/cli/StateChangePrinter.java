package duet.cli;

import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Prints an exchange as it goes: a heading, then a line for each change, with the time and both
 * states.
 */
final class StateChangePrinter {

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
      lines.accept(
          bold.apply("%-11s %-28s %s".formatted(title(sides), sides.get(0), sides.get(1))));
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
    return "%10s  %-28s %s"
        .formatted(
            TextView.millis(entry.at()),
            states.getOrDefault(sides.get(0), "(unseen)"),
            states.getOrDefault(sides.get(1), "(unseen)"))
        .stripTrailing();
  }
}
