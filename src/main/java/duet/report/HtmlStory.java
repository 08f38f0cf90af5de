package duet.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import duet.agent.Connection;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The story as the templates see it. */
record HtmlStory(Story story) {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().escapeHTML(true).withLoader(HtmlStory::resource);

  static String page(Story story) {
    return template("page").execute(new HtmlStory(story));
  }

  static String figure(Story story) {
    return template("figure").execute(new HtmlStory(story));
  }

  String kind() {
    return switch (story.outcome()) {
      case CONNECTED -> "good";
      case UNDERWAY -> "passing";
      default -> "bad";
    };
  }

  String ending() {
    var ending = story.ending();
    return Character.toUpperCase(ending.charAt(0)) + ending.substring(1);
  }

  String facts() {
    return String.join(" · ", story.facts());
  }

  List<String> label() {
    return story.inviter().flatMap(Connection::label).map(DisplayText::safe).stream().toList();
  }

  List<Why> why() {
    return story.diagnosis().map(Why::new).stream().toList();
  }

  List<Drawing> drawings() {
    return Stream.of(Layout.WIDE, Layout.NARROW).map(layout -> Drawing.of(story, layout)).toList();
  }

  boolean anyRemarks() {
    return !story.remarks().isEmpty();
  }

  List<Row> remarks() {
    return story.remarks().stream()
        .map(
            remark ->
                new Row(
                    DisplayText.time(remark.at()),
                    remark.side().map(Side::toString).orElse("both"),
                    DisplayText.safe(remark.text()),
                    ""))
        .toList();
  }

  List<Row> entries() {
    return story.entries().stream()
        .map(
            entry ->
                new Row(
                    DisplayText.time(entry.at()),
                    entry.side().toString(),
                    DisplayText.safe(entry.state()),
                    entry.source().toString()))
        .toList();
  }

  List<Card> connections() {
    return Stream.of(Side.values()).map(side -> Card.of(side, story.side(side))).toList();
  }

  private static Template template(String name) {
    return COMPILER.loadTemplate(name);
  }

  private static Reader resource(String name) {
    InputStream stream = HtmlStory.class.getResourceAsStream(name + ".mustache");
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }

  /** Why it is not connected. */
  record Why(Diagnosis diagnosis) {

    String cause() {
      return diagnosis.cause().name();
    }

    String summary() {
      return diagnosis.cause().summary();
    }

    String advice() {
      return diagnosis.cause().advice();
    }

    List<String> side() {
      return diagnosis.side().map(Side::toString).stream().toList();
    }

    List<String> evidence() {
      return diagnosis.evidence().stream().map(DisplayText::safe).toList();
    }
  }

  /** A line of a table. */
  record Row(String time, String side, String text, String source) {}

  /** One side's connection in full, or that it wasn't seen. */
  record Card(String side, boolean seen, List<Field> fields) {

    static Card of(Side side, Optional<Connection> connection) {
      var fields =
          connection.stream()
              .flatMap(seen -> JsonDocument.tree(seen).properties().stream())
              .map(field -> new Field(field.getKey(), shown(field.getValue())))
              .toList();
      return new Card(side.toString(), connection.isPresent(), fields);
    }

    private static String shown(JsonNode value) {
      return DisplayText.safe(value.isValueNode() ? value.asText() : value.toString());
    }
  }

  /** A field and its value. */
  record Field(String name, String value) {}
}
