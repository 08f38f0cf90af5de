package duet.report;

import com.fasterxml.jackson.databind.node.TextNode;
import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import duet.agent.AgentRecord;
import duet.exchange.Side;
import duet.text.SafeText;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The story as the templates see it.
 *
 * @param before those that ended before it
 */
record HtmlStory(Story story, List<HtmlStory> before) {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withLoader(HtmlStory::resource)
          .withFormatter(HtmlStory::text)
          .withCollector(new OptionalCollector());

  HtmlStory(Story story) {
    this(story, List.of());
  }

  static String page(Story story) {
    return page(story, List.of());
  }

  static String page(Story story, List<Story> before) {
    var earlier = before.stream().map(HtmlStory::new).toList();
    return COMPILER.loadTemplate("page").execute(new HtmlStory(story, earlier));
  }

  static String figure(Story story) {
    return COMPILER.loadTemplate("figure").execute(new HtmlStory(story));
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

  private static Reader resource(String name) {
    var stream = HtmlStory.class.getResourceAsStream(name + ".mustache");
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return DisplayText.time(duration);
    }
    return SafeText.escape(value instanceof TextNode node ? node.textValue() : value.toString());
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

  /** Makes a section of an {@link Optional} stand there once or not at all. */
  private static final class OptionalCollector extends DefaultCollector {

    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }
}
