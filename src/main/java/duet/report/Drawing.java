package duet.report;

import duet.agent.State;
import duet.exchange.MediatorHop;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The drawing as a template needs it: a lane for each side and one for mediators, the states as
 * boxes down the time, the messages between them, the waits, and the end.
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
    List<Axis.Break> waits,
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
        "The " + story.kind() + " over time: " + story.ending(),
        description(story, arrows),
        lanes(story, layout, axis),
        axis.waits(),
        arrows,
        boxes(story, layout, axis),
        new End(axis.end(), END, layout.width(), story.outcome().kind(), story.ending()));
  }

  /** With room for the outlines. */
  String viewBox() {
    return "-2 -2 %d %d".formatted(width + 4, height + 4);
  }

  /** Doesn't tell the thread, which is half of an open invitation. */
  private static String id(Story story) {
    return story.sides().stream()
        .flatMap(side -> story.side(side).stream())
        .map(record -> "-" + Integer.toHexString(record.thid().hashCode()))
        .findFirst()
        .map(thid -> story.kind() + thid)
        .orElse(story.kind().toString());
  }

  private static String description(Story story, List<Arrow> arrows) {
    return Stream.concat(
            story.entries().stream()
                .map(
                    entry ->
                        "%s: %s after %s."
                            .formatted(entry.side(), entry.state(), DisplayText.time(entry.at()))),
            arrows.stream().map(Arrow::sentence))
        .collect(Collectors.joining(" "));
  }

  private static List<Lane> lanes(Story story, Layout layout, Axis axis) {
    var lanes = new ArrayList<Lane>();
    story.sides().forEach(side -> lanes.add(lane(story, side, layout, axis)));
    long mediators = story.mediators().stream().map(MediatorHop::did).distinct().count();
    if (mediators > 0) {
      var name = mediators == 1 ? "mediator" : "mediators";
      lanes.add(new Lane(layout.width() / 2, layout.top() - 8, axis.end(), name, "mediator"));
    }
    return lanes;
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

  /** A side, with its line of life. */
  record Lane(int x, int top, int bottom, String name, String kind) {}

  /** A state, at the time it was seen. */
  record Box(int x, int y, int width, int height, String kind, List<Line> lines) {

    static Box of(Story story, Timeline.Entry entry, int centre, Layout layout) {
      int middle = layout.lane(entry.side());
      var texts = new ArrayList<>(layout.lines(SafeText.escape(entry.state())));
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
