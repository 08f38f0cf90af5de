package duet.cli;

import duet.handshake.Pair;
import duet.handshake.Side;
import duet.handshake.Timeline;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Shows a handshake as it goes: a line for each change, with the time and both states. */
final class StateChangePrinter {

  private final Consumer<String> lines;
  private final Map<Side, String> states = new EnumMap<>(Side.class);
  private int shown;

  StateChangePrinter(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Shows what is new since the last time, in order; called from many threads. */
  synchronized void show(Pair pair) {
    var entries = pair.timeline().entries();
    for (; shown < entries.size(); shown++) {
      var entry = entries.get(shown);
      states.put(entry.side(), Console.safe(entry.state()));
      if (pair.oneSided() || states.size() == Side.values().length) {
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
