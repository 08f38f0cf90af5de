package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are ended from outside, or whose agent or output ends. */
class EndingsIT {

  private static final Duration GENEROUS = Duration.ofSeconds(90);
  private static final String KEY = "key-of-the-agent";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"INT, interrupted, 130", "TERM, terminated, 143"})
  void a_signal_tells_what_stays_and_how_to_go_on(String signal, String how, int exitCode)
      throws Exception {
    try (var waiting = duet("connect", "bob", "--via", "link", "--report", "r.txt")) {
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for an answer"));
      send(signal, waiting);

      assertThat(waiting.exitCode()).isEqualTo(exitCode);
      assertThat(waiting.err())
          .contains(
              "duet: " + how + " after ",
              "InvitationGenerated at http://127.0.0.1:",
              "left  its invitation, which can still be answered",
              "next  duet resume bob",
              "next  duet delete bob")
          .doesNotContain("\tat ");
    }
    assertThat(directory.resolve("r.txt")).content().contains("interrupted after ");
    try (var deleted = duet("delete", "bob")) {
      assertThat(deleted.exitCode()).as(deleted.err()).isZero();
      assertThat(deleted.out()).contains("The inviter deleted it.");
    }
  }

  @Test
  void without_a_name_the_command_that_deletes_it_is_given_and_no_key() throws Exception {
    try (var agent = Program.agent(directory, KEY);
        var waiting = duet(at(agent), "connect", "--via", "qr", "--json", "--report", "r.json")) {
      await()
          .atMost(GENEROUS)
          .until(() -> Files.exists(directory.resolve("data/connection-invite.png")));
      send("INT", waiting);

      assertThat(waiting.exitCode()).isEqualTo(130);
      var document = json(waiting.out());
      assertThat(document.at("/outcome").asText()).isEqualTo("interrupted");
      assertThat(document.at("/exitCode").asInt()).isEqualTo(130);
      var left = document.at("/remaining/0");
      assertThat(left.at("/agentUrl").asText()).isEqualTo(agent.url());
      assertThat(document.at("/next/1").asText())
          .contains("apikey: $INVITER_APIKEY", left.at("/connectionId").asText(), "DELETE");
      assertThat(waiting.out() + waiting.err()).doesNotContain(KEY);
      assertThat(json(Files.readString(directory.resolve("r.json"))).at("/outcome").asText())
          .isEqualTo("interrupted");
    }
    assertThat(directory.resolve("data/connection-invite.png")).doesNotExist();
  }

  @Test
  void a_signal_during_what_follows_a_handshake_tells_of_that() throws Exception {
    try (var inviting = duet("connect", "bob", "--via", "qr")) {
      var code = directory.resolve("data/bob-connection-invite.png");
      await().atMost(GENEROUS).until(() -> Files.exists(code));
      try (var invitee = duet("accept", code.toString())) {
        assertThat(invitee.exitCode()).as(invitee.err()).isZero();
      }
      assertThat(inviting.exitCode()).as(inviting.err()).isZero();
    }
    // The invitee is gone. Resuming completes a handshake before it waits for the credential.
    for (String command : List.of("issue", "resume")) {
      try (var waiting = duet(command, "bob")) {
        await().atMost(GENEROUS).until(() -> waiting.out().contains("OfferPending"));
        send("TERM", waiting);

        assertThat(waiting.exitCode()).as(command).isEqualTo(143);
        assertThat(waiting.err())
            .contains("duet: terminated after ", "left  issuer", "next  duet resume bob");
      }
    }
  }

  @Test
  void before_anything_was_made_nothing_is_left() throws Exception {
    try (var waiting = duet(nobody(), "connect", "bob", "--via", "link", "--wait", "60s")) {
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for inviter"));
      send("INT", waiting);

      assertThat(waiting.exitCode()).isEqualTo(130);
      assertThat(waiting.err()).contains("left  nothing at any agent");
    }
  }

  @Test
  void a_killed_agent_is_reported_with_the_time_of_its_silence() throws Exception {
    try (var agent = Program.agent(directory, KEY);
        var waiting = duet(at(agent), "connect", "bob", "--via", "link", "--report", "r.json")) {
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for an answer"));
      agent.process().destroyForcibly().waitFor();

      assertThat(waiting.exitCode()).isEqualTo(3);
      assertThat(waiting.err())
          .contains("inviter's agent did not answer: ", "left  inviter", "next  duet resume bob");
      var report = json(Files.readString(directory.resolve("r.json")));
      assertThat(report.at("/outcome").asText()).isEqualTo("error");
      double silent = report.at("/remarks/0/atMillis").asDouble();
      assertThat(silent).isPositive();
      assertThat(report.at("/afterMillis").asDouble()).isGreaterThan(silent + 4_000);
    }
  }

  @Test
  void a_late_agent_is_waited_for_on_request() throws Exception {
    var kept = directory.resolve("agent").toString();
    String url;
    try (var agent = Program.agent(directory, KEY, "--data", kept);
        var waiting = duet(at(agent), "connect", "bob", "--via", "link")) {
      url = agent.url();
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for an answer"));
      send("INT", waiting);
      assertThat(waiting.exitCode()).isEqualTo(130);
      agent.process().destroyForcibly().waitFor();
    }
    var settings = Map.of("INVITER_URL", url, "INVITER_APIKEY", KEY);
    try (var resumed = duet(settings, "resume", "bob", "--wait", "90s", "--timeout", "1s")) {
      await().atMost(GENEROUS).until(() -> resumed.out().contains("waiting for inviter"));
      try (var agent =
          Program.agent(directory, KEY, "--data", kept, "--port", url.replaceAll(".*:", ""))) {
        assertThat(resumed.exitCode()).as(agent.err() + resumed.err()).isEqualTo(5);
        assertThat(resumed.out()).contains("The unused invitation was deleted at the inviter.");
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void lost_output_is_an_error_in_one_sentence() throws Exception {
    for (String arguments :
        List.of("connect --json", "list", "--help", "--version", "agent --port 0 --json")) {
      try (var full = shell("'%s' -jar '%s' " + arguments + " > /dev/full")) {
        assertThat(full.exitCode()).as(arguments).isEqualTo(2);
        assertThat(full.err().lines().toList())
            .singleElement()
            .asString()
            .startsWith("duet: standard output can't be written: ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect --json", "list", "--help"})
  @EnabledOnOs(OS.LINUX)
  void a_reader_that_has_seen_enough_is_no_error(String arguments) throws Exception {
    try (var cut = shell("'%s' -jar '%s' " + arguments + " | head -c 1; exit ${PIPESTATUS[0]}")) {
      assertThat(cut.exitCode()).isZero();
      assertThat(cut.err()).isEmpty();
    }
  }

  private Program duet(String... args) throws IOException {
    return duet(Map.of(), args);
  }

  private Program duet(Map<String, String> settings, String... args) throws IOException {
    return Program.duet(directory, settings, args);
  }

  private Program shell(String line) throws IOException {
    var command = line.formatted(Program.tool("java"), Program.JAR);
    return Program.start(directory, Map.of(), List.of("bash", "-c", command));
  }

  private static Map<String, String> at(Program agent) {
    return Map.of("INVITER_URL", agent.url(), "INVITER_APIKEY", KEY);
  }

  private static Map<String, String> nobody() {
    return Map.of("INVITER_URL", "http://127.0.0.1:9");
  }

  private static void send(String signal, Program program) throws Exception {
    var pid = String.valueOf(program.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
