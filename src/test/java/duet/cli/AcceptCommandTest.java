package duet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Connection;
import duet.didcomm.Invitation;
import duet.embedded.EmbeddedAgent;
import duet.embedded.EmbeddedMediator;
import duet.fixture.Bodies;
import duet.fixture.ScriptedAgent;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptCommandTest {

  @AutoClose private final EmbeddedAgent stranger = EmbeddedAgent.builder().start();

  static Stream<Function<Connection, String>> every_text_of_an_invitation_is_taken() {
    return Stream.of(
        Connection::invitationUrl,
        connection -> connection.invitation().encoded(),
        connection -> "\n" + connection.invitation().encoded() + "==\n",
        connection -> connection.invitation().json());
  }

  @ParameterizedTest
  @MethodSource
  void every_text_of_an_invitation_is_taken(Function<Connection, String> text) {
    var terminal = Terminal.duet("accept", text.apply(invitation()));

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .containsSubsequence(
            "Agent embedded",
            "  from        did:peer:2.",
            "(unseen)",
            "ConnectionResponseReceived",
            "Connected, as far as this side can tell (the inviter is unseen)");
  }

  @Test
  void where_the_answer_goes_is_told() {
    assertThat(Terminal.duet("accept", invitation().invitationUrl()).out())
        .contains("  reached     at " + stranger.didcommUrl() + "\n");
  }

  @Test
  void an_inviter_behind_a_mediator_is_reached_and_told() throws Exception {
    try (var mediator = EmbeddedMediator.builder().start();
        var mediated = EmbeddedAgent.builder().mediator(mediator.did()).start();
        var inviter = Agent.open(AgentAddress.of("inviter", mediated.url().toString()))) {
      var people = Terminal.duet("accept", inviter.invite("").invitationUrl());
      var terminal = Terminal.duet("accept", "--json", inviter.invite("").invitationUrl());

      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(people.out())
          .contains("  reached     through the mediator at " + mediator.url())
          .contains("inviter     reached through the mediator at " + mediator.url());
      var hop = terminal.document().at("/mediators/0");
      assertThat(hop.path("side").asText()).isEqualTo("inviter");
      assertThat(hop.path("did").asText()).isEqualTo(mediator.did());
      assertThat(hop.path("address").asText()).startsWith(mediator.url().toString());
    }
  }

  @Test
  void a_mediator_that_cannot_be_used_is_told_and_the_invitation_not_accepted() {
    var did = ScriptedAgent.did(ScriptedAgent.did("wss://mediator.acme.org/ws"));
    var id = UUID.randomUUID().toString();
    var invitation = Invitation.create(id, did, Optional.empty(), Optional.empty());

    var terminal = Terminal.duet("accept", invitation.encoded());

    assertThat(terminal.exitCode()).isEqualTo(4);
    assertThat(terminal.out())
        .contains(
            "reached     through a mediator that can't be used from here: The mediator's DID");
    assertThat(terminal.err()).contains("WebSocket addresses only");
  }

  @Test
  void words_without_quotes_are_one_text() {
    var terminal = Terminal.duet("accept", "Here", "it", "is:", invitation().invitationUrl() + ".");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
  }

  @Test
  void a_file_and_standard_input_are_read(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("mail"), "Hi: " + invitation().invitationUrl());
    var before = System.in;
    try (var in = new ByteArrayInputStream(invitation().invitationUrl().getBytes(UTF_8))) {
      System.setIn(in);

      for (String argument : List.of(file.toString(), "-")) {
        var terminal = Terminal.duet("accept", argument);
        assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      }
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"invitation.png", "Mails/Hi there.eml", "./nothing/at-all", "a.JPG"})
  void a_name_of_no_file_is_called_that(String name) {
    var terminal = Terminal.duet("accept", name);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.errLines())
        .containsExactly("duet: " + name + " can't be read: no such file.");
  }

  @Test
  void programs_get_the_one_side_that_is_seen() {
    var terminal = Terminal.duet("accept", "--json", invitation().invitationUrl());

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    var document = terminal.document();
    assertThat(document.get("outcome").asText()).isEqualTo("connected");
    assertThat(document.at("/invitee/state").asText()).isEqualTo("ConnectionResponseReceived");
    assertThat(document.has("inviter")).isFalse();
  }

  @Test
  void only_the_invitee_of_the_settings_is_needed() {
    try (var invitee = EmbeddedAgent.builder().apiKey("secret").start()) {
      var terminal =
          new Terminal()
              .with("INVITEE_URL", invitee.url().toString())
              .with("INVITEE_APIKEY", "secret")
              .run("accept", invitation().invitationUrl());

      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(terminal.out()).contains("Agent from the settings").doesNotContain("secret");
    }
  }

  @Test
  void time_can_be_up() {
    try (var invitee = ScriptedAgent.invitee("ConnectionRequestSent")) {
      var terminal = new Terminal().with("INVITEE_URL", invitee.url());

      terminal.run("accept", "--timeout", "300ms", Bodies.INVITATION.encoded());

      assertThat(terminal.exitCode()).isEqualTo(5);
      assertThat(terminal.errLines().get(0)).startsWith("duet: Not connected within 0.3 s, ");
      assertThat(terminal.err()).contains("last  inviter  unseen", "ConnectionRequestSent");
    }
  }

  private Connection invitation() {
    try (var inviter = Agent.open(AgentAddress.of("inviter", stranger.url().toString()))) {
      return inviter.invite("For a stranger");
    }
  }
}
