package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvitationTest {
  private static final String ID = "7a164427-1afa-41fd-ba2f-64bfffb181ba";
  private static final String SERVICE = "did:peer:2 service";

  private final PeerDid did = Peer.create().did();
  private final Invitation invitation =
      Invitation.create(ID, did.did(), Optional.of("issue-vc"), Optional.of("Zeugnis für Bob?>~"));

  @Test
  void the_json_is_laid_out_as_agents_do() {
    String from =
        "\",\"type\":\"" + Invitation.TYPE + "\",\"from\":\"" + did.did() + "\",\"body\":";
    assertThat(Invitation.create(ID, did.did(), Optional.of("c"), Optional.of("g")).json())
        .isEqualTo(
            "{\"id\":\"" + ID + from + "{\"goal_code\":\"c\",\"goal\":\"g\",\"accept\":[]}}");
    assertThat(Invitation.create(ID, did.did(), Optional.empty(), Optional.empty()).json())
        .isEqualTo("{\"id\":\"" + ID + from + "{\"accept\":[]}}");
  }

  @TestFactory
  Stream<DynamicTest> every_text_form_says_the_same() {
    String encoded = invitation.encoded();
    byte[] json = Utf8.encode(invitation.json());
    String standard = Base64.getEncoder().encodeToString(json);
    String padded = Base64.getUrlEncoder().encodeToString(json);
    return Stream.of(
            encoded,
            padded,
            standard,
            " \n" + encoded + "\r\n\t",
            invitation.json(),
            "\n" + invitation.json() + "\n",
            "https://my.domain.com/path?_oob=" + padded,
            "https://my.domain.com/path?oob=" + encoded,
            "http://a?x=1&_oob=" + encoded + "&y=2#_oob=z",
            "didcomm://invite?_oob=" + encoded,
            "my.domain.com/path?_oob=" + encoded,
            "?_oob=" + encoded,
            "https://a?_oob=" + standard,
            "https://a?_oob=" + URLEncoder.encode(standard, StandardCharsets.UTF_8),
            "https://a?oob=x&_oob=" + URLEncoder.encode(padded, StandardCharsets.UTF_8),
            invitation.link(URI.create("https://my.domain.com/path")).toString())
        .map(
            text ->
                DynamicTest.dynamicTest(
                    Excerpt.of(text),
                    () ->
                        assertThat(Invitation.parse(text).json().strip())
                            .isEqualTo(invitation.json())));
  }

  @Test
  void what_was_created_is_what_is_parsed() {
    assertThat(Invitation.parse(invitation.encoded())).isEqualTo(invitation);
    assertThat(invitation.peer()).isEqualTo(did);
    assertThat(invitation.endpoint()).hasToString("http://127.0.0.1:8090");
  }

  @Test
  void unknown_fields_survive() {
    String json = changed(message -> message.put("label", "Faber")).replaceFirst(":", " : ");
    Invitation parsed = Invitation.parse(Base64Url.encode(Utf8.encode(json)));
    assertThat(parsed.json()).isEqualTo(json);
    assertThat(Base64Url.decode("", parsed.encoded())).isEqualTo(Utf8.encode(json));
  }

  @Test
  void an_absent_accept_differs_from_an_empty_one() {
    assertThat(invitation.accept()).hasValue(List.of());
    assertThat(Invitation.parse(changed(message -> body(message).remove("accept"))).accept())
        .isEmpty();
    assertThat(
            Invitation.parse(
                    changed(message -> body(message).withArray("accept").add("didcomm/v2")))
                .accept())
        .hasValue(List.of("didcomm/v2"));
  }

  @Test
  void a_link_keeps_what_its_base_has() {
    String oob = "_oob=" + invitation.encoded();
    assertThat(invitation.link(URI.create("https://a"))).hasToString("https://a?" + oob);
    assertThat(invitation.link(URI.create("https://a?"))).hasToString("https://a?" + oob);
    assertThat(invitation.link(URI.create("https://a/b?c=%26#d")))
        .hasToString("https://a/b?c=%26&" + oob + "#d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"t\":\"dm\",\"s\":{\"uri\":\"wss://m/ws\"}},{\"t\":\"dm\",\"s\":{\"uri\":\"http://a\"}}] | http://a",
        "[{\"t\":\"dm\",\"s\":\"ws://m/ws\"},{\"t\":\"dm\",\"s\":\"did:peer:2.Ez\"}] | did:peer:2.Ez",
        "{\"t\":\"dm\",\"s\":[{\"uri\":\"wss://m\"},{\"uri\":\"HTTPS://a\"},{\"uri\":\"http://b\"}]} | HTTPS://a",
        "[{\"t\":\"other\",\"s\":\"http://x\"},{\"t\":\"dm\",\"s\":\"http://issuer_agent:8090\"}] | http://issuer_agent:8090"
      })
  void the_first_service_over_http_or_by_a_did_counts(String services, String endpoint) {
    var element = Base64Url.encode(Utf8.encode(services));
    var from = did.did().replaceFirst("\\.S.*", ".S" + element);

    var read = Invitation.create(ID, from, Optional.empty(), Optional.empty());

    assertThat(read.endpoint()).hasToString(endpoint);
  }

  @Test
  void an_answer_may_go_to_a_did_or_over_https() {
    for (String uri :
        List.of("did:web:mediator.example", "https://[::1]:8090/didcomm", "HTTP://a")) {
      assertThat(Invitation.parse(serving(uri)).endpoint()).hasToString(uri);
    }
  }

  @TestFactory
  Stream<DynamicTest> every_other_text_is_refused_by_the_name_of_its_part() {
    String encoded = invitation.encoded();
    return Stream.of(
        refused("invitation", ""),
        refused("invitation", " \n "),
        refused("invitation", "not base64!"),
        refused("invitation", encoded.substring(0, 8) + " " + encoded.substring(8)),
        refused("invitation", encoded.substring(0, 41)),
        refused("invitation", encoded.substring(0, 40)),
        refused("invitation", "_w"),
        refused("invitation", "bm90IEpTT04"),
        refused("invitation", "[]"),
        refused("invitation", "W10"),
        refused("invitation", "\"" + encoded + "\""),
        refused("invitation", "{"),
        refused("invitation", invitation.json() + "x"),
        refused("invitation", invitation.json().replaceFirst("\\{", "{\"id\":\"\",")),
        refused("invitation", "A".repeat(Invitation.MAX_LENGTH + 1)),
        refused("invitation link", "https://my.domain.com/path"),
        refused("invitation link", "https://my.domain.com/path?_oob="),
        refused("invitation link", "https://my.domain.com/path?c_i=" + encoded),
        refused("invitation link", "https://my.domain.com/path#?_oob=" + encoded),
        refused("invitation.type", "{}"),
        changed("invitation.type", message -> message.remove("type")),
        changed("invitation.type", message -> message.put("type", 2)),
        changed("invitation.type", message -> message.put("type", Invitation.TYPE + "s")),
        changed("invitation.id", message -> message.remove("id")),
        changed("invitation.id", message -> message.putNull("id")),
        changed("invitation.id", message -> message.put("id", 1)),
        changed("invitation.id", message -> message.put("id", "1-1-1-1-1")),
        changed("invitation.id", message -> message.put("id", ID + "0")),
        changed("invitation.from", message -> message.remove("from")),
        changed("invitation.from", message -> message.put("from", "did:prism:abc")),
        changed("invitation.from", message -> message.put("from", "")),
        changed(
            "did:peer:2 key", message -> message.put("from", did.did().replace(".Ez6", ".Ez7"))),
        changed(SERVICE, message -> message.put("from", did.did().replaceFirst("\\.S.*", ""))),
        changed(SERVICE, message -> message.put("from", did.did() + "!")),
        refused("invitation", changed(message -> message.put("label", "half a pair: \ud800"))),
        changed("invitation.body.goal", message -> body(message).put("goal", "\ud800")),
        refused(
            "invitation.body.goal",
            changed(message -> body(message).put("goal", "#")).replace("#", "\\ud800")),
        refused(SERVICE, serving("")),
        refused(SERVICE, serving("/path")),
        refused(SERVICE, serving("localhost:8090")),
        refused(SERVICE, serving("ftp://localhost")),
        refused(SERVICE, serving("http:/path")),
        refused(SERVICE, serving("http://:8090")),
        refused(SERVICE, serving("http://a:99999")),
        refused(SERVICE, serving("http://a b")),
        changed("invitation.body", message -> message.remove("body")),
        changed("invitation.body", message -> message.putArray("body")),
        changed("invitation.body.goal", message -> body(message).put("goal", 1)),
        changed("invitation.body.goal_code", message -> body(message).putObject("goal_code")),
        changed("invitation.body.accept", message -> body(message).put("accept", "didcomm/v2")),
        changed("invitation.body.accept", message -> body(message).withArray("accept").add(2)));
  }

  @Test
  void an_invitation_of_aries_is_told_apart() {
    for (String type :
        List.of(
            "https://didcomm.org/out-of-band/1.1/invitation",
            "https://didcomm.org/connections/1.0/invitation",
            "did:sov:BzCbsNYhMrjHiqZDTUASHg;spec/connections/1.0/invitation")) {
      for (String name : List.of("type", "@type")) {
        ObjectNode message = JsonObject.create().put(name, type);
        assertThatThrownBy(() -> Invitation.parse(message.toString()))
            .isInstanceOf(MalformedException.class)
            .hasMessageStartingWith("invalid invitation.type: ")
            .hasMessageContaining("Aries");
      }
    }
  }

  @Test
  void what_breaks_the_rules_is_not_created() {
    assertThatThrownBy(() -> Invitation.create("1", did.did(), Optional.empty(), Optional.empty()))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void a_recorded_invitation_is_read_and_made_alike() {
    String recorded = Shared.text("cloud-agent/didcomm", "invitation-decoded.json").strip();
    Invitation parsed = Invitation.parse(recorded);
    assertThat(
            Invitation.create(parsed.id(), parsed.from(), parsed.goalCode(), parsed.goal()).json())
        .isEqualTo(recorded);
    assertThat(parsed.endpoint()).hasToString("http://127.0.0.1:8090");
  }

  @Test
  void every_recorded_link_is_read() {
    List<Invitation> invitations =
        Pattern.compile("https://my.domain.com/path\\?_oob=[^\"]+")
            .matcher(Shared.text("cloud-agent", "http/18-list.txt"))
            .results()
            .map(found -> Invitation.parse(found.group()))
            .toList();
    assertThat(invitations).isNotEmpty().allMatch(found -> found.accept().isPresent());
  }

  private String changed(Consumer<ObjectNode> change) {
    ObjectNode message = JsonObject.parse("invitation", invitation.json()).node();
    change.accept(message);
    return message.toString();
  }

  private DynamicTest changed(String part, Consumer<ObjectNode> change) {
    return refused(part, changed(change));
  }

  private String serving(String uri) {
    ObjectNode service = JsonObject.create().put("t", "dm").put("s", uri);
    String element = ".S" + Base64Url.encode(Utf8.encode(service.toString()));
    return changed(message -> message.put("from", did.did().replaceFirst("\\.S.*", element)));
  }

  private static ObjectNode body(ObjectNode message) {
    return message.withObject("/body");
  }

  private static DynamicTest refused(String part, String text) {
    return DynamicTest.dynamicTest(
        part + " of " + Excerpt.of(text),
        () ->
            assertThatThrownBy(() -> Invitation.parse(text))
                .hasMessageStartingWith("invalid " + part + ": ")
                .isInstanceOfSatisfying(
                    MalformedException.class, e -> assertThat(e.part()).isEqualTo(part)));
  }
}
