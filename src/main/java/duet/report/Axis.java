package duet.report;

import duet.exchange.Side;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where things stand on the time that runs down a drawing. Short times are in proportion, as far as
 * boxes leave room; a longer one in which nothing happened is a break of always the same height.
 */
final class Axis {

  private static final Duration LONG = Duration.ofSeconds(1);
  private static final int STEP = 30;
  private static final int PROPORTIONAL = 160;
  private static final int BREAK = 44;
  private static final int TOOTH = 10;
  private static final int SPACE = 16;

  /** Under a box, for a message that leaves it and is not seen to arrive. */
  private static final int ROOM = 30;

  private final Layout layout;
  private final List<Integer> centres = new ArrayList<>();
  private final List<Break> waits = new ArrayList<>();
  private final Map<Side, Integer> free = new EnumMap<>(Side.class);
  private final int end;

  /**
   * @param entries in the order of their time
   * @param after when it ended
   */
  Axis(Layout layout, List<Timeline.Entry> entries, Duration after) {
    this.layout = layout;
    double scale = scale(entries);
    for (int i = 0; i < entries.size(); i++) {
      place(entries, i, scale);
    }
    int bottom = bottom();
    var rest =
        entries.isEmpty() ? Duration.ZERO : after.minus(entries.get(entries.size() - 1).at());
    end = isLong(rest) ? pause(bottom, rest) : bottom + ROOM;
  }

  /** The middle of an entry's box. */
  int centre(int entry) {
    return centres.get(entry);
  }

  List<Break> waits() {
    return waits;
  }

  /** Where it has ended. */
  int end() {
    return end;
  }

  private void place(List<Timeline.Entry> entries, int i, double scale) {
    var entry = entries.get(i);
    int half = layout.boxHeight() / 2;
    int centre;
    if (i == 0) {
      centre = layout.top() + half;
    } else {
      var before = entries.get(i - 1);
      var gap = entry.at().minus(before.at());
      int last = centres.get(i - 1);
      boolean together = before.side() != entry.side() && i == 1 && called(before) && called(entry);
      if (isLong(gap)) {
        centre = pause(bottom(), gap) + half;
      } else if (together) {
        centre = last;
      } else {
        int due = last + STEP + (int) (gap.toNanos() / 1e6 * scale);
        centre = Math.max(due, free.getOrDefault(entry.side(), 0) + half);
      }
    }
    centres.add(centre);
    free.put(entry.side(), centre + half + SPACE);
  }

  /** Draws a break and tells where it goes on. */
  private int pause(int bottom, Duration gap) {
    int top = bottom + ROOM;
    waits.add(new Break(top, top + BREAK, layout.width(), DisplayText.time(gap)));
    return top + BREAK + SPACE;
  }

  private int bottom() {
    return free.values().stream().mapToInt(y -> y - SPACE).max().orElse(layout.top());
  }

  private static double scale(List<Timeline.Entry> entries) {
    double millis = 0;
    for (int i = 1; i < entries.size(); i++) {
      var gap = entries.get(i).at().minus(entries.get(i - 1).at());
      millis += isLong(gap) ? 0 : gap.toNanos() / 1e6;
    }
    return Math.min(1, PROPORTIONAL / Math.max(1, millis));
  }

  private static boolean called(Timeline.Entry entry) {
    return entry.source() == Timeline.Source.CALL;
  }

  private static boolean isLong(Duration gap) {
    return gap.compareTo(LONG) >= 0;
  }

  /** Where nothing happened for longer than there is room for. */
  record Break(int top, int bottom, int width, String time) {

    /** The outline, as an SVG path. */
    String path() {
      return edge(0, width, top, "M") + edge(width, 0, bottom, " L") + " Z";
    }

    int middle() {
      return width / 2;
    }

    int y() {
      return (top + bottom) / 2;
    }

    boolean covers(int y) {
      return top - SPACE < y && y < bottom + SPACE;
    }

    private static String edge(int from, int to, int y, String first) {
      int step = from < to ? TOOTH : -TOOTH;
      return IntStream.rangeClosed(0, Math.abs(to - from) / TOOTH)
          .mapToObj(i -> (from + i * step) + "," + (y + (i % 2 == 0 ? -3 : 3)))
          .collect(Collectors.joining(" L", first, ""));
    }
  }
}
