package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that can't be used, or no longer, ends a command with why and what to try. */
class BadAgentTest {

  @AutoClose
  private final EmbeddedAgent inviter = EmbeddedAgent.builder().apiKey("good-key").start();

  @AutoClose
  private final ScriptedAgent invitee = ScriptedAgent.invitee("ConnectionResponseReceived");

  @ParameterizedTest
  @ValueSource(strings = {"connect", "accept", "preflight", "list", "show"})
  void nobody_listens(String command) {
    invitee.close();

    var terminal = run(command);

    assertTold(terminal, "connection refused", invitee.url() + "/connections", "no key set");
    assertThat(terminal.out() + terminal.err())
        .contains("Is the agent running")
        .contains("curl -i '" + invitee.url() + "/connections'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "preflight", "list", "show"})
  void the_key_is_wrong(String command) {
    var terminal = run(settings("bad-key"), command);

    assertTold(
        terminal, "it does not accept the key", "HTTP 401", "with the key of INVITER_APIKEY");
    assertThat(terminal.out() + terminal.err())
        .contains("curl -i -H \"apikey: $INVITER_APIKEY\"")
        .doesNotContain("bad-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "accept", "preflight", "list", "show"})
  void what_answers_is_a_web_page(String command) {
    invitee.always(Reply.html(200));

    assertTold(run(command), "not a Cloud Agent", "HTML", "Check host, port and path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "accept", "preflight", "list", "show"})
  void a_gateways_page_is_no_wrong_key(String command) {
    invitee.always(Reply.html(403));

    assertTold(run(command), "a gateway refuses the request", "HTTP 403 and a page: Welcome");
  }

  @Test
  void the_invitee_dies_before_it_accepts() {
    invitee.on("POST /connection-invitations", Reply.none());

    assertTold(
        run("connect"), "invitee could not accept the invitation", "the connection broke off");
  }

  @Test
  void the_invitee_accepts_with_garbage() {
    invitee.on("POST /connection-invitations", Reply.text(200, "application/json", "{\"thid\":"));

    assertTold(run("connect"), "invitee could not accept the invitation", "not a Cloud Agent");
  }

  @Test
  void the_inviter_makes_garbage_of_an_invitation() {
    try (var garbled = ScriptedAgent.inviter("InvitationGenerated")) {
      garbled.on("POST /connections", Reply.json(201, Bodies.page(List.of())));

      var terminal = run(settings("").with("INVITER_URL", garbled.url()), "connect");

      assertTold(terminal, "inviter could not make an invitation", "without 'connectionId'");
    }
  }

  @Test
  void a_label_that_is_too_long_is_refused_by_the_agent() {
    var terminal = run(settings("good-key"), "connect", "--label", "x".repeat(256));

    assertTold(
        terminal, "inviter could not make an invitation", "HTTP 400", "Invalid length for 'label'");
  }

  @Test
  void programs_get_a_document() {
    invitee.on("POST /connection-invitations", Reply.problem(500, "error:X", "out of order"));

    var terminal = run(settings("good-key"), "connect", "--json");

    assertThat(terminal.exitCode()).isEqualTo(3);
    var error = terminal.document().get("error");
    assertThat(terminal.document().get("exitCode").asInt()).isEqualTo(3);
    assertThat(error.get("agent").asText()).isEqualTo("invitee");
    assertThat(error.get("step").asText()).isEqualTo("accept the invitation");
    assertThat(error.get("cause").asText()).isEqualTo("SERVER_ERROR");
    assertThat(error.get("url").asText()).isEqualTo(invitee.url() + "/connection-invitations");
    assertThat(error.at("/problem/detail").asText()).isEqualTo("out of order");
  }

  private Terminal run(String command) {
    return run(settings("good-key"), command);
  }

  private Terminal run(Terminal terminal, String... args) {
    return switch (args[0]) {
      case "accept" -> terminal.run("accept", Bodies.INVITATION.encoded());
      case "show" -> terminal.run("show", Bodies.THREAD);
      default -> terminal.run(args);
    };
  }

  private Terminal settings(String key) {
    return new Terminal()
        .with("INVITER_URL", inviter.url().toString())
        .with("INVITER_APIKEY", key)
        .with("INVITEE_URL", invitee.url());
  }

  private static void assertTold(Terminal terminal, String... parts) {
    assertThat(terminal.exitCode()).isEqualTo(3);
    assertThat(terminal.out() + terminal.err()).contains(parts);
  }
}
