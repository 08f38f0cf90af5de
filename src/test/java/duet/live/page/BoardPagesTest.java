package duet.live.page;

import static duet.live.page.Samples.pages;
import static org.assertj.core.api.Assertions.assertThat;

import duet.live.board.Standing;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Pages are well-formed XML as well as HTML, so a parser can say what is in them. */
class BoardPagesTest {

  static Stream<Map.Entry<String, String>> all() {
    return PageSite.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_page_has_no_style_and_no_script_of_its_own(Map.Entry<String, String> page)
      throws Exception {
    var elements = elements(parse(page.getValue()), "*");

    assertThat(elements).extracting(Element::getTagName).doesNotContain("style");
    assertThat(elements)
        .filteredOn(element -> element.getTagName().equals("script"))
        .singleElement()
        .satisfies(script -> assertThat(script.getAttribute("src")).isEqualTo("/live.js"))
        .satisfies(script -> assertThat(script.getTextContent()).isEmpty());
    assertThat(elements).allSatisfy(BoardPagesTest::hasNoHandler);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_id_stands_once_on_a_page(Map.Entry<String, String> page) throws Exception {
    assertThat(elements(parse(page.getValue()), "*"))
        .extracting(element -> element.getAttribute("id"))
        .filteredOn(id -> !id.isEmpty())
        .doesNotHaveDuplicates();
  }

  @Test
  void what_others_wrote_stays_text() throws Exception {
    var name = Samples.MARKUP + "\u202e\u0007😀";
    var row = new HtmlRow(Samples.deadEnd("x", name), Samples.NOW);
    var board = parse(pages().board(Viewer.LEADER, List.of(row.row()), Samples.agents(name)));
    var pair = parse(pages().pair(Viewer.LEADER, SampleDetails.detail(row.row())));

    var shown = Samples.MARKUP + "\\u202e\\u0007😀";
    assertThat(elements(board, "bdi")).extracting(Element::getTextContent).containsExactly(shown);
    assertThat(elements(board, "li").get(1).getTextContent()).contains(shown);
    assertThat(elements(pair, "h1")).extracting(Element::getTextContent).containsExactly(shown);
  }

  @Test
  void a_long_name_is_cut_and_whole_on_demand() throws Exception {
    var name = "😀".repeat(150);
    var pair = parse(pages().pair(Viewer.ONLOOKER, SampleDetails.detail(Samples.open("x", name))));

    assertThat(elements(pair, "h1").get(0).getTextContent())
        .hasSizeLessThanOrEqualTo(80)
        .endsWith("…");
    assertThat(elements(pair, "details").get(0).getTextContent()).contains(name, "300 characters");
    assertThat(pages().row(Samples.open("x", "y".repeat(1_000_000)))).hasSizeLessThan(3_000);
  }

  @Test
  void a_message_of_a_megabyte_is_cut_and_whole_on_demand() {
    var row = PageSite.WHOLE.row();
    var message = PageSite.WHOLE.messages().get(2);

    assertThat(pages().message(Viewer.LEADER, row, message, false))
        .hasSizeLessThan(16_000)
        .contains("/pairs/b1/messages/2?whole", "all 1,000,0");
    assertThat(pages().message(Viewer.LEADER, row, message, true))
        .contains("A".repeat(1_000_000))
        .doesNotContain("?whole");
  }

  @Test
  void json_is_shown_in_lines_without_gaps() throws Exception {
    var message = PageSite.WHOLE.messages().get(1);
    var page = parse(pages().message(Viewer.LEADER, PageSite.WHOLE.row(), message, false));

    assertThat(elements(page, "pre").get(0).getTextContent())
        .startsWith("{\n  \"typ\" : \"application/didcomm-encrypted+json\",\n  \"alg\" : ");
  }

  @Test
  void a_message_tells_its_header_its_readers_and_the_keys_of_both_DIDs() {
    var page =
        pages()
            .message(
                Viewer.ONLOOKER, PageSite.WHOLE.row(), PageSite.WHOLE.messages().get(1), false);

    assertThat(page)
        .contains("ECDH-1PU+A256KW", "#key-1 of the inviter", "X25519", "Ed25519")
        .contains("http://127.0.0.1:9090/didcomm", "is shown to whoever leads")
        .doesNotContain("alert(1)");
  }

  @ParameterizedTest
  @EnumSource(names = {"PARTICIPANT", "ONLOOKER"})
  void only_a_leader_sees_links_claims_and_plaintexts_and_what_answers_an_open_invitation(
      Viewer viewer) {
    var open = SampleDetails.invitation(Samples.open("a1", "Bob"));
    var invitation = open.messages().get(0);
    var did = invitation.senderDid().orElseThrow();

    assertThat(pages().pair(Viewer.LEADER, open)).contains(Samples.INVITATION, "code.png");
    assertThat(pages().pair(viewer, open))
        .doesNotContain(Samples.INVITATION, "code.png", did, "<form");
    assertThat(pages().message(viewer, open.row(), invitation, true))
        .doesNotContain(did, "goal_code", "anybody on the way")
        .contains("whoever has the link");
    assertThat(pages().message(Viewer.LEADER, open.row(), invitation, true))
        .contains(did, "goal_code", "whoever has the link");
    assertThat(pages().pair(Viewer.LEADER, PageSite.WHOLE)).contains("Records in full", "<form");
    assertThat(pages().pair(viewer, PageSite.WHOLE))
        .doesNotContain("Records in full", "<form", "credentialSubject");
  }

  @Test
  void a_participant_gets_the_code_and_then_the_end_in_words() {
    var open = SampleDetails.invitation(Samples.open("a1", "Bob"));
    var dead = SampleDetails.deadEnd(Samples.deadEnd("a1", "Bob"));
    var expired = SampleDetails.detail(Samples.expired("a1", "Bob"));

    assertThat(pages().join(Optional.empty())).contains("Your name").doesNotContain("data-stream");
    assertThat(pages().join(Optional.of(open)))
        .contains("/pairs/a1/code.png", Samples.INVITATION, "data-stream")
        .doesNotContain("/accept", "/delete");
    assertThat(pages().joinBody(dead))
        .contains("dead end", "Is DIDCOMM_SERVICE_URL right", "Once more");
    assertThat(pages().joinBody(expired)).contains("expired before anybody answered", "Once more");
  }

  @Test
  void a_row_that_has_ended_says_what_is_spoken() {
    assertThat(new HtmlRow(Samples.underway("x", "Bob"), Samples.NOW).end()).isEmpty();
    assertThat(new HtmlRow(Samples.issued("x", "Bob", Standing.UNDERWAY), Samples.NOW).end())
        .contains("Bob: connected after 239 ms; credential issued");
  }

  @Test
  void a_connection_whose_proof_failed_looks_like_a_dead_end_and_says_why() throws Exception {
    var row = Samples.unproven("x", "Bob");
    var shown =
        elements(parse(pages().board(Viewer.ONLOOKER, List.of(row), List.of())), "tr").get(1);
    var why = "proof: credential revoked, prover: the presentation failed the verifier's check";

    assertThat(shown.getAttribute("class")).isEqualTo("dead later");
    assertThat(shown.getAttribute("data-end")).contains("connected", "proof: revoked, prover: the");
    assertThat(shown.getTextContent())
        .contains(
            "✕Bob, proof: credential revoked",
            "4/4 Accepted",
            "✕proof revoked",
            why + ". The evidence");
    assertThat(pages().pair(Viewer.ONLOOKER, SampleDetails.detail(row)))
        .contains("class=\"why\"", "What to try", "credential 1 is revoked: index 7 is set");
  }

  @Test
  void the_script_is_short() {
    assertThat(text(Asset.SCRIPT).lines())
        .hasSizeLessThanOrEqualTo(100)
        .allMatch(line -> line.length() <= 110);
    assertThat(text(Asset.SCRIPT)).doesNotContain("eval", "http:", "https:");
  }

  @Test
  void styles_fetch_nothing() {
    assertThat(text(Asset.STYLE) + text(Asset.FIGURE_STYLE)).doesNotContain("url(", "@import");
  }

  @ParameterizedTest
  @EnumSource(names = {"STYLE"})
  void text_is_readable_in_light_and_dark(Asset style) {
    var schemes =
        Pattern.compile(":root \\{([^}]*--paper[^}]*)}").matcher(text(style)).results().toList();

    assertThat(schemes).hasSize(2);
    for (var scheme : schemes) {
      var colours = new Colours(scheme.group(1));
      for (String text : List.of("ink", "soft", "good", "bad", "link", "wait")) {
        assertThat(colours.contrast(text, "paper")).as(text).isGreaterThanOrEqualTo(4.5);
      }
      for (String text : List.of("ink", "soft", "link")) {
        assertThat(colours.contrast(text, "card")).as(text).isGreaterThanOrEqualTo(4.5);
      }
      for (String text : List.of("ink", "soft", "bad")) {
        assertThat(colours.contrast(text, "bad-card")).as(text).isGreaterThanOrEqualTo(4.5);
      }
      assertThat(colours.contrast("on-link", "link")).isGreaterThanOrEqualTo(4.5);
      assertThat(colours.contrast("field", "paper"))
          .as("edges of fields")
          .isGreaterThanOrEqualTo(3);
    }
  }

  private static void hasNoHandler(Element element) {
    var attributes = element.getAttributes();
    assertThat(
            IntStream.range(0, attributes.getLength())
                .mapToObj(i -> attributes.item(i).getNodeName()))
        .noneMatch(name -> name.equals("style") || name.startsWith("on"));
  }

  private static String text(Asset asset) {
    return new String(asset.bytes(), StandardCharsets.UTF_8);
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(Document page, String tag) {
    var found = page.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
