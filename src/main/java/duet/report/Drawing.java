package duet.report;

import duet.agent.State;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The drawing as a template needs it: two lanes, the states as boxes down the time, the messages
 * between them, the waits, and the end.
 *
 * @param id unlike that of any other drawing on the same page
 * @param kind which layout
 */
record Drawing(
    String id,
    String kind,
    int width,
    int height,
    String title,
    String description,
    List<Lane> lanes,
    List<AxisBreak> waits,
    List<Arrow> arrows,
    List<Box> boxes,
    End end) {

  private static final int END = 40;

  static Drawing of(Story story, Layout layout) {
    var axis = new Axis(layout, story.entries(), story.after());
    var arrows = new Arrows(layout, axis, story).all();
    return new Drawing(
        id(story) + "-" + layout.name(),
        layout.name(),
        layout.width(),
        axis.end() + END,
        "The handshake over time: " + story.ending(),
        description(story, arrows),
        Stream.of(Side.values()).map(side -> lane(story, side, layout, axis)).toList(),
        axis.waits().stream().map(wait -> new AxisBreak(wait, layout.width())).toList(),
        arrows,
        boxes(story, layout, axis),
        new End(axis.end(), END, layout.width(), kind(story.outcome()), story.ending()));
  }

  /** With room for the outlines. */
  String viewBox() {
    return "-2 -2 %d %d".formatted(width + 4, height + 4);
  }

  private static String id(Story story) {
    return Stream.of(story.inviter(), story.invitee())
        .flatMap(Optional::stream)
        .map(connection -> connection.thid().replaceAll("[^A-Za-z0-9-]", ""))
        .findFirst()
        .map(thid -> "handshake-" + thid)
        .orElse("handshake");
  }

  private static String description(Story story, List<Arrow> arrows) {
    return Stream.concat(
            story.entries().stream()
                .map(
                    entry ->
                        "%s: %s after %s."
                            .formatted(
                                entry.side(),
                                DisplayText.safe(entry.state()),
                                DisplayText.time(entry.at()))),
            arrows.stream().map(Arrow::sentence))
        .collect(Collectors.joining(" "));
  }

  private static Lane lane(Story story, Side side, Layout layout, Axis axis) {
    boolean unseen = story.entries().stream().noneMatch(entry -> entry.side() == side);
    return new Lane(
        layout.lane(side),
        layout.top() - 8,
        axis.end(),
        side + (unseen ? ", unseen" : ""),
        unseen ? "unseen" : "seen");
  }

  private static List<Box> boxes(Story story, Layout layout, Axis axis) {
    return IntStream.range(0, story.entries().size())
        .mapToObj(i -> Box.of(story, story.entries().get(i), axis.centre(i), layout))
        .toList();
  }

  private static String kind(Outcome outcome) {
    return switch (outcome) {
      case CONNECTED -> "good";
      case UNDERWAY -> "passing";
      default -> "bad";
    };
  }

  /** A side, with its line of life. */
  record Lane(int x, int top, int bottom, String name, String kind) {}

  /** A state, at the time it was seen. */
  record Box(int x, int y, int width, int height, String kind, List<Line> lines) {

    static Box of(Story story, Timeline.Entry entry, int centre, Layout layout) {
      int middle = layout.lane(entry.side());
      var texts = new ArrayList<>(layout.lines(DisplayText.safe(entry.state())));
      texts.add(DisplayText.time(entry.at()) + " · " + entry.source());
      int first = centre - layout.line() * (texts.size() - 1) / 2;
      var lines =
          IntStream.range(0, texts.size())
              .mapToObj(
                  i ->
                      new Line(
                          middle,
                          first + i * layout.line(),
                          i == texts.size() - 1 ? "when" : "state",
                          texts.get(i)))
              .toList();
      return new Box(
          middle - layout.box() / 2,
          centre - layout.boxHeight() / 2,
          layout.box(),
          layout.boxHeight(),
          kind(story.state(entry)),
          lines);
    }

    private static String kind(State state) {
      return switch (state.kind()) {
        case FINAL -> "good";
        case DEAD -> "bad";
        default -> "passing";
      };
    }
  }

  /** Text around a point. */
  record Line(int x, int y, String kind, String text) {}

  /** A wait that is longer than its room: the axis is broken there. */
  record AxisBreak(Axis.Wait pause, int width) {

    private static final int TOOTH = 10;

    /** The outline, as an SVG path. */
    String path() {
      return edge(0, width, pause.top(), "M") + edge(width, 0, pause.bottom(), " L") + " Z";
    }

    int middle() {
      return width / 2;
    }

    int y() {
      return pause.middle();
    }

    String time() {
      return pause.time();
    }

    private static String edge(int from, int to, int y, String first) {
      int step = from < to ? TOOTH : -TOOTH;
      return IntStream.rangeClosed(0, Math.abs(to - from) / TOOTH)
          .mapToObj(i -> (from + i * step) + "," + (y + (i % 2 == 0 ? -3 : 3)))
          .collect(Collectors.joining(" L", first, ""));
    }
  }

  /** How it ended, across both lanes. */
  record End(int y, int height, int width, String kind, String text) {

    int middle() {
      return width / 2;
    }

    int centre() {
      return y + height / 2;
    }
  }
}
