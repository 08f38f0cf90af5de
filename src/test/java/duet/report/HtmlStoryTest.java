package duet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The page is well-formed XML as well as HTML, so a parser can say what is in it. */
class HtmlStoryTest {

  static Stream<Story> stories() {
    return Stories.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void a_page_needs_nothing_else(Story story) throws Exception {
    var page = parse(HtmlStory.page(story));

    assertThat(elements(page, "*"))
        .extracting(Element::getTagName)
        .doesNotContain("script", "link", "img", "iframe", "object", "image", "use", "a");
    assertThat(attributes(page)).extracting(Attribute::name).doesNotContain("src", "href", "style");
    assertThat(attributes(page))
        .extracting(Attribute::name)
        .noneMatch(name -> name.startsWith("on"));
    assertThat(elements(page, "style"))
        .extracting(Element::getTextContent)
        .noneMatch(css -> css.contains("url(") || css.contains("@import"));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_drawing_has_a_title_and_a_description_of_its_own(Story story) throws Exception {
    var page = parse(HtmlStory.page(story));

    assertThat(attributes(page))
        .filteredOn(attribute -> attribute.name().equals("id"))
        .extracting(Attribute::value)
        .doesNotHaveDuplicates();
    assertThat(elements(page, "svg"))
        .hasSize(2)
        .allSatisfy(
            svg -> {
              assertThat(svg.getAttribute("role")).isEqualTo("img");
              var ids = svg.getAttribute("aria-labelledby").split(" ");
              assertThat(Stream.of("title", "desc").map(tag -> elements(svg, tag).get(0)))
                  .extracting(named -> named.getAttribute("id"))
                  .containsExactly(ids);
              assertThat(elements(svg, "title").get(0).getTextContent()).contains(story.ending());
            });
  }

  @Test
  void the_heading_tells_the_end_and_the_drawing_every_state() throws Exception {
    var page = parse(HtmlStory.page(Stories.connected()));

    assertThat(elements(page, "h1").get(0).getTextContent()).isEqualTo("Connected after 239 ms");
    assertThat(texts(page, "svg", 0))
        .contains("InvitationGenerated", "ConnectionResponseReceived", "214 ms · webhook")
        .contains("invitation", "request", "response", "connected after 239 ms");
  }

  @Test
  void a_failed_one_names_cause_side_evidence_and_advice() throws Exception {
    var page = parse(HtmlStory.page(Stories.deadEnd()));

    assertThat(elements(page, "dd"))
        .extracting(Element::getTextContent)
        .startsWith(
            "ADDRESS_REFUSED",
            "inviter",
            "the inviter's DID says http://agent-a.example:9/didcomm"
                + "2 retries left in state ConnectionRequestPending",
            "Is DIDCOMM_SERVICE_URL right, port included, and does that agent listen there?");
    assertThat(elements(page, "svg").get(0).getTextContent()).contains("16.21 s");
  }

  @Test
  void what_agents_wrote_stays_text() throws Exception {
    var page = parse(HtmlStory.page(Stories.hostile()));

    assertThat(elements(page, "td"))
        .extracting(Element::getTextContent)
        .contains(Stories.MARKUP + "x".repeat(300), Stories.MARKUP.repeat(8))
        .contains("\\u0000Über\\u202e\ud83d\ude00 state");
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void both_connections_stand_there_in_full() throws Exception {
    var story = Stories.connected();
    var page = parse(HtmlStory.page(story));

    assertThat(elements(page, "dd"))
        .extracting(Element::getTextContent)
        .contains(Stories.inviter(story).orElseThrow().myDid().orElseThrow())
        .contains(Stories.invitee(story).orElseThrow().myDid().orElseThrow())
        .contains(Stories.inviter(story).orElseThrow().invitationUrl());
  }

  @Test
  void the_figure_can_stand_on_another_page() throws Exception {
    var figure = parse(HtmlStory.figure(Stories.slow())).getDocumentElement();

    assertThat(figure.getTagName()).isEqualTo("figure");
    assertThat(elements(figure, "style").get(0).getTextContent().lines())
        .filteredOn(line -> line.contains("{") && !line.startsWith("@") && !line.startsWith("  ."))
        .allMatch(line -> line.startsWith(".duet-handshake"));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void a_figure_without_its_style_has_none_at_all(Story story) throws Exception {
    var figure = parse(HtmlStory.unstyledFigure(story));

    assertThat(elements(figure, "svg")).hasSize(2);
    assertThat(elements(figure, "style")).isEmpty();
    assertThat(attributes(figure)).extracting(Attribute::name).doesNotContain("style");
  }

  @Test
  void a_figure_does_not_tell_its_thread() {
    var story = Stories.connected();

    assertThat(HtmlStory.unstyledFigure(story))
        .doesNotContain(Stories.inviter(story).orElseThrow().thid());
  }

  private static Document parse(String markup) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(markup)));
  }

  private static List<String> texts(Document page, String tag, int which) {
    return elements(elements(page, tag).get(which), "text").stream()
        .map(Element::getTextContent)
        .toList();
  }

  private static List<Element> elements(Document page, String tag) {
    return elements(page.getDocumentElement(), tag);
  }

  private static List<Element> elements(Element parent, String tag) {
    var found = parent.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<Attribute> attributes(Document page) {
    var all = new ArrayList<Attribute>();
    for (var element : elements(page, "*")) {
      var attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        all.add(new Attribute(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue()));
      }
    }
    return all;
  }

  private record Attribute(String name, String value) {}
}
