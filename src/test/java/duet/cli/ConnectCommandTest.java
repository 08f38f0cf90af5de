package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import duet.embedded.EmbeddedAgent;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ConnectCommandTest {

  @Test
  void what_a_wallet_has_to_ask_its_mediator_for_is_not_called_received() {
    var wallet = ScriptedAgent.did(ScriptedAgent.did("http://mediator.acme.org"));
    var record = Bodies.inviter("ConnectionResponseSent").put("theirDid", wallet);
    try (var inviter = ScriptedAgent.inviter()) {
      inviter.on("GET /connections/" + Bodies.THREAD, Reply.json(200, record));

      var terminal = new Terminal().with("INVITER_URL", inviter.url());
      terminal.run("connect", "--via", "link", "--quiet");

      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(terminal.out())
          .contains("(the other is unseen; the response is at its mediator until it asks for it)");
    }
  }

  @Test
  void it_tells_the_whole_story_to_its_end() {
    var terminal = Terminal.duet("connect", "alice", "--label", "To Alice");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .containsSubsequence(
            "Agents embedded",
            "  inviter reached  http://127.0.0.1:",
            "  invitee reached  http://127.0.0.1:",
            "Invitation\n",
            "  state       InvitationGenerated",
            "  label       To Alice",
            "  created     ",
            "  invitation  https://my.domain.com/path?_oob=",
            "Handshake ",
            "InvitationGenerated          ConnectionRequestPending",
            "ConnectionResponseSent       ConnectionResponseReceived",
            "Inviter\n",
            "  state       ConnectionResponseSent",
            "Invitee\n",
            "  state       ConnectionResponseReceived",
            "alice is connected after ",
            " ms, the DIDs match crosswise");
  }

  @Test
  void the_label_is_the_date_and_time_by_default() {
    var label = Terminal.duet("connect", "--json").document().at("/inviter/label").asText();

    assertThat(label).matches("Connect \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  }

  @Test
  void programs_get_one_document_with_both_sides() {
    var terminal = Terminal.duet("connect", "alice", "--json");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.err()).isEmpty();
    JsonNode document = terminal.document();
    assertThat(document.get("outcome").asText()).isEqualTo("connected");
    assertThat(document.get("exitCode").asInt()).isZero();
    assertThat(document.get("name").asText()).isEqualTo("alice");
    assertThat(document.at("/agents/embedded").asBoolean()).isTrue();
    assertThat(document.at("/inviter/state").asText()).isEqualTo("ConnectionResponseSent");
    assertThat(document.at("/invitee/state").asText()).isEqualTo("ConnectionResponseReceived");
    assertThat(document.at("/inviter/myDid")).isEqualTo(document.at("/invitee/theirDid"));
    assertThat(document.at("/invitee/myDid")).isEqualTo(document.at("/inviter/theirDid"));
    assertThat(document.get("didsMatch").asBoolean()).isTrue();
    assertThat(states(document, "inviter")).endsWith("ConnectionResponseSent");
    assertThat(states(document, "invitee")).endsWith("ConnectionResponseReceived");
  }

  @Test
  void an_invitee_that_starts_late_is_waited_for() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (var inviter = EmbeddedAgent.builder().start()) {
      var terminal =
          new Terminal()
              .with("INVITER_URL", inviter.url().toString())
              .with("INVITEE_URL", "http://127.0.0.1:" + port);
      var late =
          CompletableFuture.supplyAsync(
              () -> {
                await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> terminal.out().contains("waiting for invitee"));
                return EmbeddedAgent.builder().port(port).start();
              });

      terminal.run("connect", "--wait", "60s");

      late.join().close();
      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(terminal.out())
          .contains(
              "  waiting for invitee (connection refused), 1:00 min left\n",
              "the DIDs match crosswise");
    }
  }

  @Test
  void agents_of_the_settings_are_used_with_their_keys() {
    try (var inviter = EmbeddedAgent.builder().apiKey("secret-one").start();
        var invitee = EmbeddedAgent.builder().apiKey("secret-two").start()) {
      var terminal =
          new Terminal()
              .with("INVITER_URL", inviter.url().toString())
              .with("INVITER_APIKEY", "secret-one")
              .with("INVITEE_URL", invitee.url() + "/cloud-agent/")
              .with("INVITEE_APIKEY", "secret-two")
              .run("connect");

      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(terminal.out())
          .contains("Agents from the settings", inviter.url().toString(), invitee.url().toString())
          .contains("the DIDs match crosswise");
      assertThat(terminal.out() + terminal.err()).doesNotContain("secret");
    }
  }

  @Test
  void embedded_agents_can_be_asked_for_though_others_are_set() {
    try (var set = ScriptedAgent.idle()) {
      var terminal =
          new Terminal().with("INVITER_URL", set.url()).run("connect", "--agents", "embedded");

      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(set.requests()).isEmpty();
    }
  }

  @Test
  void a_dead_end_is_told_with_both_states() {
    try (var inviter = ScriptedAgent.inviter("InvitationExpired");
        var invitee = ScriptedAgent.invitee("ConnectionRequestPending")) {
      var terminal = connect(inviter, invitee, "--json");

      assertThat(terminal.exitCode()).isEqualTo(4);
      var document = terminal.document();
      assertThat(document.get("outcome").asText()).isEqualTo("dead-end");
      assertThat(document.at("/inviter/state").asText()).isEqualTo("InvitationExpired");
      assertThat(document.at("/invitee/state").asText()).isEqualTo("ConnectionRequestPending");
      assertThat(terminal.errLines().get(0)).contains("the invitation has expired");
    }
  }

  @Test
  void time_that_is_up_is_told_with_both_states_and_the_last_failure() {
    try (var inviter = ScriptedAgent.inviter("InvitationGenerated");
        var invitee = ScriptedAgent.invitee("ConnectionRequestPending")) {
      var failing = Bodies.invitee("ConnectionRequestPending");
      failing.set("metaLastFailure", Bodies.problem(400, "error:X", "Connection refused: peer"));
      invitee.on("GET /connections/" + Bodies.INVITEE, Reply.json(200, failing));

      var terminal = connect(inviter, invitee, "--timeout", "500ms", "--json");

      assertThat(terminal.exitCode()).isEqualTo(5);
      var document = terminal.document();
      assertThat(document.get("outcome").asText()).isEqualTo("timed-out");
      assertThat(document.at("/inviter/state").asText()).isEqualTo("InvitationGenerated");
      assertThat(document.at("/invitee/lastFailure/detail").asText()).contains("refused");
      assertThat(states(document, "invitee")).containsExactly("ConnectionRequestPending");
      assertThat(terminal.errLines().get(0)).startsWith("duet: Not connected within 0.5 s, ");
      assertThat(terminal.err())
          .contains("refused: peer")
          .contains(
              "last  inviter  InvitationGenerated", "last  invitee  ConnectionRequestPending");
    }
  }

  @Test
  void states_of_newer_agents_are_shown_and_waited_through() {
    try (var inviter = ScriptedAgent.inviter("ConnectionBlessed", "ConnectionResponseSent");
        var invitee = ScriptedAgent.invitee("ConnectionResponseReceived")) {
      var terminal = connect(inviter, invitee);

      assertThat(terminal.exitCode()).as(terminal.err()).isZero();
      assertThat(terminal.out()).contains("ConnectionBlessed");
    }
  }

  private static Terminal connect(ScriptedAgent inviter, ScriptedAgent invitee, String... more) {
    var args = new ArrayList<>(List.of("connect"));
    args.addAll(List.of(more));
    return Terminal.of(inviter, invitee).run(args.toArray(String[]::new));
  }

  private static List<String> states(JsonNode document, String side) {
    return StreamSupport.stream(document.get("timeline").spliterator(), false)
        .filter(entry -> entry.get("side").asText().equals(side))
        .map(entry -> entry.get("state").asText())
        .toList();
  }
}
