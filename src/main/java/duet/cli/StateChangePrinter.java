package duet.cli;

import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.handshake.Pair;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints a handshake as it goes: a heading, then a line for each change, with the time and both
 * states.
 */
final class StateChangePrinter {

  private final Consumer<String> lines;
  private final Map<Side, String> states = new EnumMap<>(Side.class);
  private final String heading;
  private int shown = -1;

  StateChangePrinter(String heading, Consumer<String> lines) {
    this.heading = heading;
    this.lines = lines;
  }

  /** Prints the changes since the last call, in order; may be called from any thread. */
  synchronized void show(Pair pair) {
    var entries = pair.timeline().entries();
    if (shown < 0) {
      lines.accept("");
      lines.accept(heading);
      shown = 0;
    }
    for (; shown < entries.size(); shown++) {
      var entry = entries.get(shown);
      states.put(entry.side(), Console.safe(entry.state()));
      if (pair.oneSided() || states.size() == Side.CONNECTION.size()) {
        lines.accept(line(entry));
      }
    }
  }

  private String line(Timeline.Entry entry) {
    return "%10s  %-28s %s"
        .formatted(
            TextView.millis(entry.at()),
            states.getOrDefault(Side.INVITER, "(unseen)"),
            states.getOrDefault(Side.INVITEE, "(unseen)"))
        .stripTrailing();
  }
}
