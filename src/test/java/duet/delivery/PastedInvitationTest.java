package duet.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.fixture.Bodies;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PastedInvitationTest {

  /** Its base64 has all characters that the alphabets differ in. */
  private static final Invitation INVITATION =
      Invitation.create(
          Bodies.THREAD,
          Bodies.INVITERS_DID,
          Optional.empty(),
          Optional.of("Zeugnis für Bob?>~ ???>>>~~~ \uD83D\uDC69\u200D\uD83D\uDC69"));

  private static final String LINK = INVITATION.link(URI.create("https://a.example/p")).toString();
  private static final String ENCODED = INVITATION.encoded();
  private static final String STANDARD =
      Base64.getEncoder().encodeToString(INVITATION.json().getBytes(UTF_8));
  private static final String ANSWER =
      "{\"connectionId\":\"1\",\"invitation\":{\"id\":\"1\",\"type\":\"%s\",\"invitationUrl\":\"%s\"}}"
          .formatted(Invitation.TYPE, LINK);

  static Stream<String> what_is_clear_is_unwrapped() {
    var wrapped = LINK.replaceAll("(.{76})", "$1\n");
    var redirecting = "https://safe.example/?url=" + escaped(LINK) + "&data=05%7C01&x=1";
    return Stream.of(
        LINK,
        wrapped,
        wrapped.replace("\n", "\r\n"),
        wrapped.replace("\n", "\n  "),
        wrapped.replace("\n", "\n> "),
        wrapped.replace("\n", "\\\n"),
        wrapped.replace("\n", " "),
        wrapped.replace("\n", "=\n").replace("_oob=", "_oob=3D"),
        wrapped.replace("\n", "=\r\n").replace("_oob=", "_oob=3D"),
        LINK.replace("_oob=", "_oob=\n"),
        "Hello Bob,\n\nhere is my invitation: " + LINK + "\n\nRegards,\nAlice",
        "Hello Bob,\n\nhere is my invitation:\n" + wrapped + "\nRegards\nAlice",
        "<" + LINK + ">",
        "(" + LINK + ")",
        "[" + LINK + "]",
        "«" + LINK + "»",
        "“" + LINK + "”",
        "'" + LINK + "'",
        "\"" + LINK + "\"",
        "`" + LINK + "`",
        "[Connect](" + LINK + ").",
        LINK + ".",
        LINK + ",",
        LINK + "…",
        LINK + "#top",
        LINK + "&lang=de",
        LINK.replace("?", "?lang=de&amp;"),
        LINK.replace("=", "&#x3D;"),
        LINK.replace("?", "#"),
        LINK.replace("?", "#/path?"),
        "<a href=\"" + LINK + "\">Connect</a>",
        "<a href=\"" + LINK + "\">" + LINK + "</a>",
        redirecting,
        "https://outer.example/?u=" + escaped(redirecting) + "&z",
        "https://urldefense.proofpoint.com/v2/url?u="
            + LINK.replace("-", "-2D")
                .replace("_", "-5F")
                .replace("?", "-3F")
                .replace("=", "-3D")
                .replace(":", "-3A")
                .replace("/", "_")
            + "&d=DwMF",
        "https://urldefense.com/v3/__" + LINK + "__;!!abc$",
        "\ufeff" + LINK,
        LINK.replace("_oob=", "_oob=\u200b"),
        LINK.replaceAll("(.{50})", "$1\u00ad"),
        "\u00a0" + LINK + "\u00a0",
        ENCODED,
        wrapped.replaceFirst("(?s).*_oob=", ""),
        ENCODED + "\n==",
        "invitation: " + STANDARD,
        STANDARD.replaceAll("(.{64})", "$1\n"),
        "https://a.example/?oob=" + STANDARD.replace("+", " "),
        "https://a.example/?oob=" + escaped(STANDARD),
        INVITATION.json(),
        "\ufeff" + INVITATION.json(),
        "  " + INVITATION.json() + "\n",
        "'" + INVITATION.json() + "'",
        "My invitation: " + INVITATION.json() + " See you",
        INVITATION.json().replace(",", ",\u00a0\n"),
        INVITATION.json().replaceFirst("Ez", "E\nz"),
        INVITATION.json().replace("\"", "\\\""),
        INVITATION.json().replaceFirst("\"id\"", "“id”"),
        ANSWER,
        "\ufeff" + ANSWER,
        ANSWER.replace("/", "\\/"),
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n" + ANSWER,
        "{\"contents\":[" + ANSWER + "],\"kind\":\"Collection\"}",
        "{\"id\":\"1\",\"type\":\"ConnectionUpdated\",\"data\":" + ANSWER + "}",
        "{\"invitation\":\"" + ENCODED + "\"}",
        "curl -d '{\"invitation\":\""
            + ENCODED
            + "\"}' -H 'Authorization: Bearer eyJhbGciOiJub25lIn0.e30.'",
        LINK + "\n" + LINK);
  }

  @ParameterizedTest
  @MethodSource
  void what_is_clear_is_unwrapped(String text) {
    var read = PastedInvitation.read(text);

    assertThat(read.id()).isEqualTo(INVITATION.id());
    assertThat(read.from()).isEqualTo(INVITATION.from());
    assertThat(read.goal()).isEqualTo(INVITATION.goal());
  }

  static Stream<Arguments> a_wrong_character_is_named_with_its_place() {
    int at = LINK.indexOf("_oob=") + 5 + 100;
    return Stream.of(
        arguments(put(LINK, at, "*"), "character " + (at + 1) + " is '*' after \""),
        arguments(put(LINK, at, "é"), "character " + (at + 1) + " is 'é' (U+00E9) after \""),
        arguments(put(LINK, at, "\u0435"), "character " + (at + 1) + " is '\u0435' (U+0435)"),
        arguments(put(LINK, at, "…"), "character " + (at + 1) + " is '…' (U+2026)"),
        arguments("See " + put(LINK, at, "."), "character " + (at + 5) + " is '.'"),
        arguments(put(LINK, at, "\u001b"), "is '\\u001b' after"),
        arguments(LINK.substring(0, at), "it breaks off after character " + at),
        arguments(LINK.substring(0, at) + "&lang=de", "breaks off after character " + at),
        arguments("<" + LINK.substring(0, at) + ">", "breaks off after character " + (at + 1)),
        arguments(LINK.toLowerCase(), "not JSON from about character "),
        arguments(ENCODED.substring(0, 100), "breaks off after character 100"),
        arguments(put(ENCODED, 99, "*"), "character 100 is '*'"),
        arguments(INVITATION.json().substring(0, 90), "the JSON breaks off after character 90"),
        arguments("{\"id\":1 \"type\":2}", "the JSON is wrong at about character 9"));
  }

  @ParameterizedTest
  @MethodSource
  void a_wrong_character_is_named_with_its_place(String text, String why) {
    assertThatThrownBy(() -> PastedInvitation.read(text))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("invalid invitation")
        .hasMessageContaining(why);
  }

  static Stream<Arguments> other_kinds_are_named() {
    return Stream.of(
        arguments("https://a.example/?c_i=" + ENCODED, "Aries (DIDComm v1) connection invitation"),
        arguments("didcomm://aries_connection_invitation?c_i=eyJ", "Aries (DIDComm v1)"),
        arguments("https://a.example/?d_m=eyJ", "Aries (DIDComm v1) message"),
        arguments(
            "https://a.example/?oob="
                + base64("{\"@type\":\"https://didcomm.org/out-of-band/1.1/invitation\"}"),
            "Aries (DIDComm v1)"),
        arguments("{\"@type\":\"https://didcomm.org/connections/1.0/invitation\"}", "Aries"),
        arguments("https://a.example/qr?_oobid=5f0e3ffb", "short link"),
        arguments("https://a.example/x7Gh", "as a short link"),
        arguments("<https://a.example/?lang=de>", "need quotes"),
        arguments("openid-credential-offer://?credential_offer=%7B%7D", "OpenID4VCI"),
        arguments("https://a.example/?credential_offer_uri=https%3A%2F%2Fb", "OpenID4VCI"),
        arguments("{\"credential_issuer\":\"https://b\"}", "OpenID4VCI"),
        arguments("openid4vp://?client_id=a&request_uri=https%3A%2F%2Fb", "OpenID4VP"),
        arguments("eudi-openid4vp://a?client_id=a", "OpenID4VP"),
        arguments("https://a.example/?client_id=b&request_uri=https://c", "OpenID4VP"),
        arguments("{\"ciphertext\":\"x\",\"recipients\":[]}", "encrypted DIDComm message"),
        arguments("did:prism:abc", "a DID without an invitation"),
        arguments("eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.abc", "a JSON Web Token"),
        arguments(
            but(i -> i.putObject("body").put("goal_code", "request-mediate")), "a mediator's"),
        arguments(
            attached("https://didcomm.org/issue-credential/2.0/offer-credential"),
            "a credential offer attached, of the unknown type https://didcomm.org/issue-cred"),
        arguments(
            attached("https://didcomm.org/present-proof/3.0/request-presentation"),
            "a proof request attached"),
        arguments(attached(""), "another message attached, of the unknown type (none)"),
        arguments(attached("https://didcomm.org/basicmessage/2.0/message"), "another message"),
        arguments("Hello Bob, shall we connect?", "none in \"Hello Bob"));
  }

  @ParameterizedTest
  @MethodSource
  void other_kinds_are_named(String text, String what) {
    assertThatThrownBy(() -> PastedInvitation.read(text))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("invalid invitation")
        .hasMessageContaining(what);
  }

  @Test
  void two_different_ones_are_not_chosen_from() {
    var other = UUID.randomUUID().toString();
    var second = LINK.replace(ENCODED, base64(INVITATION.json().replace(INVITATION.id(), other)));

    assertThatThrownBy(() -> PastedInvitation.read(LINK + "\n" + second))
        .hasMessageContaining("2 different ones")
        .hasMessageContaining(INVITATION.id())
        .hasMessageContaining(other);
  }

  @ParameterizedTest
  @CsvSource({
    "https://didcomm.org/issue-credential/3.0/offer-credential, CREDENTIAL_OFFER",
    "https://didcomm.atalaprism.io/present-proof/3.0/request-presentation, PROOF_REQUEST",
  })
  void an_offer_or_request_is_taken_and_told_apart(String type, InvitationPurpose purpose) {
    var read = PastedInvitation.read("Scan this: " + attached(type));

    assertThat(InvitationPurpose.of(read)).contains(purpose);
    assertThat(InvitationPurpose.of(INVITATION)).contains(InvitationPurpose.CONNECTION);
  }

  private static String attached(String type) {
    return but(
        i ->
            i.putArray("attachments")
                .addObject()
                .putObject("data")
                .putObject("json")
                .put("type", type));
  }

  private static String but(Consumer<ObjectNode> change) {
    try {
      var json = (ObjectNode) new ObjectMapper().readTree(INVITATION.json());
      change.accept(json);
      return json.toString();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String put(String text, int at, String character) {
    return text.substring(0, at) + character + text.substring(at + 1);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
