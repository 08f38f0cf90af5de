package duet.report;

import duet.agent.AgentRecord;
import duet.exchange.Side;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The story as the templates see it.
 *
 * @param before those that ended before it
 * @param styled whether a figure brings its style
 */
record HtmlStory(Story story, List<HtmlStory> before, boolean styled) {

  private static final HtmlTemplate TEMPLATES = new HtmlTemplate(HtmlStory.class);

  HtmlStory(Story story) {
    this(story, List.of(), true);
  }

  static String page(Story story) {
    return page(story, List.of());
  }

  static String page(Story story, List<Story> before) {
    var earlier = before.stream().map(HtmlStory::new).toList();
    return TEMPLATES.fill("page", new HtmlStory(story, earlier, true));
  }

  static String figure(Story story) {
    return TEMPLATES.fill("figure", new HtmlStory(story));
  }

  static String unstyledFigure(Story story) {
    return TEMPLATES.fill("figure", new HtmlStory(story, List.of(), false));
  }

  String ending() {
    return capitalized(story.ending());
  }

  /** What it is about, to begin a heading. */
  String heading() {
    return capitalized(story.kind().toString());
  }

  /** What a side has. */
  String record() {
    return story.kind() == ExchangeKind.HANDSHAKE ? "connection" : "record";
  }

  /** Over the drawing: what the page is about, unless other stories precede it. */
  String section() {
    return before.isEmpty() ? "What happened" : heading() + ": " + story.ending();
  }

  String facts() {
    return String.join(" · ", story.facts());
  }

  List<Drawing> drawings() {
    return Stream.of(Layout.WIDE, Layout.NARROW).map(layout -> Drawing.of(story, layout)).toList();
  }

  boolean anyRemarks() {
    return !story.remarks().isEmpty();
  }

  boolean mediated() {
    return !story.mediators().isEmpty();
  }

  List<Card> cards() {
    return story.sides().stream().map(side -> new Card(side, story.side(side))).toList();
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** One side's record in full, if it was seen. */
  record Card(Side side, Optional<? extends AgentRecord> seen) {

    List<Field> fields() {
      return seen.stream()
          .flatMap(record -> JsonDocument.tree(record).properties().stream())
          .map(field -> new Field(field.getKey(), field.getValue()))
          .toList();
    }
  }

  record Field(String name, Object value) {}
}
