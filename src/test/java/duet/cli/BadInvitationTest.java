package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.fixture.Bodies;
import duet.fixture.ScriptedAgent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An invitation that can't be used ends {@code accept} before any agent hears of it. */
class BadInvitationTest {

  static Stream<Arguments> what_is_wrong_is_named() {
    var did = Bodies.INVITERS_DID;
    var keys = did.substring(0, did.lastIndexOf(".S"));
    return Stream.of(
        arguments("", "invitation", "empty"),
        arguments(" \n ", "invitation", "only white space"),
        arguments("not base64url!", "invitation", "base64url"),
        arguments("https://example.org/", "invitation link", "_oob"),
        arguments("https://example.org/?_oob=", "invitation link", "_oob"),
        arguments("https://example.org/?_oob=%%%", "invitation", "base64url"),
        arguments("\u001b[31m", "invitation", "\\u001b[31m"),
        arguments(base64("hello"), "invitation", "JSON"),
        arguments(base64("\"hello\""), "invitation", "object"),
        arguments(base64("[]"), "invitation", "object"),
        arguments(base64("{\"id\":1}"), "invitation.type", "missing"),
        arguments(Base64.getEncoder().encodeToString(new byte[] {-1, -2}), "invitation", "UTF-8"),
        arguments(but(i -> i.put("type", "https://didcomm.org/x")), "invitation.type", "/x"),
        arguments(
            but(i -> i.put("type", "https://didcomm.org/connections/1.0/invitation")),
            "invitation.type",
            "Aries"),
        arguments(but(i -> i.remove("from")), "invitation.from", "missing"),
        arguments(but(i -> i.put("from", 1)), "invitation.from", "1"),
        arguments(but(i -> i.put("from", "did:prism:abc")), "invitation.from", "did:prism:abc"),
        arguments(but(i -> i.put("from", did.replace(".Ez", ".Eq"))), "did:peer:2 key", "z"),
        arguments(but(i -> i.put("from", did.substring(0, 40))), "did:peer:2 key", "X25519"),
        arguments(but(i -> i.put("from", keys)), "did:peer:2 service", "missing"),
        arguments(but(i -> i.put("from", keys + ".S" + service(""))), "did:peer:2 service", "URL"),
        arguments(but(i -> i.put("id", "7")), "invitation.id", "UUID"),
        arguments(but(i -> i.remove("body")), "invitation.body", "missing"),
        arguments("A".repeat(1 << 20), "invitation", "1048576 characters long"),
        arguments(but(i -> i.put("x", "A".repeat(1 << 20))), "invitation", "characters long"));
  }

  @ParameterizedTest
  @MethodSource
  void what_is_wrong_is_named(String invitation, String part, String why) {
    try (var invitee = ScriptedAgent.idle()) {
      var terminal = new Terminal().with("INVITEE_URL", invitee.url());

      terminal.run("accept", "--json", "--", invitation);

      assertThat(terminal.exitCode()).isEqualTo(2);
      var error = terminal.document().get("error");
      assertThat(error.get("part").asText()).isEqualTo(part);
      assertThat(error.get("message").asText()).startsWith("invalid " + part + ": ").contains(why);
      assertThat(terminal.errLines()).hasSize(1);
      assertThat(terminal.err()).hasSizeLessThan(400).doesNotContain("\u001b");
      assertThat(invitee.requests()).isEmpty();
    }
  }

  @Test
  void people_read_one_sentence() {
    var terminal = Terminal.duet("accept", "");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.errLines())
        .containsExactly("duet: invalid invitation: empty (must be a link, base64url or JSON)");
  }

  /** A good invitation with one change. */
  private static String but(Consumer<ObjectNode> change) {
    try {
      var json = (ObjectNode) new ObjectMapper().readTree(Bodies.INVITATION.json());
      change.accept(json);
      return base64(json.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String service(String uri) {
    return base64("{\"t\":\"dm\",\"s\":{\"uri\":\"" + uri + "\",\"r\":[],\"a\":[\"didcomm/v2\"]}}");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
