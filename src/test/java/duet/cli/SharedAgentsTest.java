package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import duet.AgentSelection;
import duet.OpenedAgents;
import duet.exchange.Side;
import duet.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose agents somebody else runs and shares, as {@code duet live} does. */
final class SharedAgentsTest {

  private static final String OWNER =
      "of duet live (process " + ProcessHandle.current().pid() + ")";

  @TempDir private Path data;
  private OpenedAgents live;

  @BeforeEach
  void start() {
    live = AgentSelection.embedded().keptIn(data.resolve("agents")).open();
    live.share();
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void a_connection_is_made_at_the_shared_pair_and_its_session_outlives_it() {
    var connected = duet("connect", "bob");
    assertThat(connected.out())
        .contains("Agents " + OWNER + ", kept in " + data.resolve("agents"), "bob is connected");
    assertThat(live.agent(Side.INVITER).connections()).hasSize(1);

    var shared = duet("resume", "bob");
    assertThat(shared.out()).contains("Agents " + OWNER, "bob  4 Accepted");
    live.close();
    var own = duet("resume", "bob");
    assertThat(own.out()).contains("bob  4 Accepted").doesNotContain("duet live");
  }

  @Test
  void a_session_of_before_goes_on_at_the_shared_pair() {
    live.close();
    duet("connect", "bob");
    start();

    assertThat(duet("issue", "bob").out()).contains("Agents " + OWNER, "CredentialReceived");
    assertThat(duet("present", "bob").out()).contains("Agents " + OWNER, "PresentationVerified");
    assertThat(duet("revoke", "bob").out()).contains("Revoked");
    assertThat(duet("show", "bob").out()).contains(OWNER, "bob  4 Accepted", "Credential");
    assertThat(duet("delete", "bob", "--purge").out()).contains("Only the session bob was closed");
    assertThat(live.agent(Side.INVITEE).credentials().records()).hasSize(1);
  }

  @Test
  void without_a_name_the_records_stay_there_too() {
    var document = duet("connect", "--json").document().get("agents");
    assertThat(document.get("embedded").asBoolean()).isTrue();
    assertThat(document.get("data").asText()).isEqualTo(data.resolve("agents").toString());
    assertThat(document.get("process").asLong()).isEqualTo(ProcessHandle.current().pid());

    assertThat(duet("issue").out()).contains("Agents " + OWNER + ", kept in ");
    assertThat(duet("present").out()).contains("Agents " + OWNER + ", kept in ");
    assertThat(live.agent(Side.INVITER).connections()).hasSize(3);
    assertThat(live.agent(Side.INVITEE).connections()).hasSize(3);
  }

  @Test
  void an_invitation_is_accepted_there() {
    var made = live.agent(Side.INVITER).invite("Accept me");

    assertThat(duet("accept", made.invitationUrl()).out()).contains("Agent " + OWNER, "Connected");
    assertThat(live.agent(Side.INVITEE).connections()).hasSize(1);
  }

  @Test
  void list_and_show_tell_the_same_as_without() {
    duet("connect", "bob");
    var thid = live.agent(Side.INVITER).connections().get(0).thid();
    var listed = duet("list", "--json").document();
    assertThat(duet("list").out()).contains(OWNER);
    var shown = duet("show", thid, "--json").document();
    live.close();

    assertThat(duet("list", "--json").document()).isEqualTo(listed);
    assertThat(duet("show", thid, "--json").document()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "--host, 127.0.0.1",
    "--didcomm-port, 0",
    "--public-url, http://localhost",
    "--mediator, http://localhost"
  })
  void an_option_for_agents_that_a_command_starts_is_refused(String option, String value) {
    for (String name : List.of("bob", "--quiet")) {
      var refused = run("connect", name, option, value);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains(
              option + " is for agents that this command starts, but " + OWNER.substring(3),
              "give it to duet live instead");
    }
    assertThat(live.agent(Side.INVITER).connections()).isEmpty();
    assertThat(data).isDirectoryNotContaining("glob:**connection.json");
  }

  @Test
  void a_walkthrough_uses_the_shared_pair_and_so_does_whoever_opens_one() throws Exception {
    var settings = Settings.load(Optional.empty(), Map.of("DUET_DATA", data.toString()));
    try (var pair = AgentPair.open(settings)) {
      assertThat(pair.connect("by hand").didsMatch()).isTrue();
      assertThat(pair.isEmbedded()).isFalse();
      assertThat(pair.sharedBy()).contains(ProcessHandle.current().pid());
      assertThat(pair).asString().endsWith("(shared)");
    }
    assertThat(live.agent(Side.INVITER).connections()).hasSize(1);
    var file = Files.writeString(data.resolve("a.jsh"), "print(AgentPair.open().connect(\"x\"));");
    duet("run", "--env-file", envFile(), file.toString());
    assertThat(live.agent(Side.INVITER).connections()).hasSize(2);
    try (var pair = AgentPair.embedded()) {
      assertThat(pair.inviter().url()).isNotEqualTo(live.agent(Side.INVITER).url());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "issue"})
  void that_only_this_machine_can_answer_is_said_with_who_could_change_it(String command) {
    var waiting = run(command, "--via", "link", "--timeout", "100ms");

    assertThat(waiting.exitCode()).isEqualTo(5);
    assertThat(waiting.out())
        .contains("(only this machine can answer: --host ADDRESS of duet live");
  }

  @Test
  void a_load_stays_apart() {
    duet("bench", "--pairs", "2", "--warmup", "0");

    assertThat(live.agent(Side.INVITER).connections()).isEmpty();
  }

  @Test
  void agents_of_the_settings_take_precedence() {
    try (var other = AgentPair.embedded()) {
      var connected =
          new Terminal()
              .with("DUET_DATA", data.toString())
              .with("INVITER_URL", other.inviter().url().toString())
              .with("INVITEE_URL", other.invitee().url().toString())
              .run("connect");

      assertThat(connected.out()).contains("Agents from the settings").doesNotContain("duet live");
      assertThat(other.inviter().connections()).hasSize(1);
    }
  }

  @Test
  void that_another_webhook_is_registered_is_said_only_if_asked() {
    var own = live.agent(Side.INVITER);
    own.subscribe(own.invite("So that its webhook is registered").id(), seen -> {});

    var quiet = duet("connect");
    assertThat(quiet.out() + quiet.err()).contains("Connected").doesNotContain("webhook");
    assertThat(duet("connect", "--verbose").err())
        .contains("inviter's wallet already has another webhook; it is only polled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "accept", "issue", "present"})
  void with_the_end_of_it_each_command_starts_its_own(String command) {
    live.close();
    var invitation = command.equals("accept") ? AgentPair.embedded() : null;
    try (invitation) {
      var args =
          invitation == null
              ? new String[] {command}
              : new String[] {command, invitation.inviter().invite("x").invitationUrl()};

      assertThat(duet(args).out()).contains("embedded, for this command only");
    }
  }

  private String envFile() throws Exception {
    return Files.writeString(data.resolve("duet.env"), "DUET_DATA=" + data + "\n").toString();
  }

  private Terminal duet(String... args) {
    var terminal = run(args);
    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    return terminal;
  }

  private Terminal run(String... args) {
    return new Terminal().with("DUET_DATA", data.toString()).run(args);
  }
}
