package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.session.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are kept, over the ends of processes, however they end. */
class SessionsIT {

  private static final Duration GENEROUS = Duration.ofSeconds(90);
  private static final String IMAGE = "data/bob-connection-invite.png";

  @TempDir private Path directory;

  @AfterEach
  void everySessionWrittenKeepsTheSchema() {
    if (Files.isDirectory(data())) {
      Schema.requireAllValid(data());
    }
  }

  @Test
  void one_process_shows_the_code_and_another_answers_it() throws Exception {
    try (var inviter = duet("connect", "bob", "--via", "qr")) {
      awaitFile(directory.resolve(IMAGE));
      try (var invitee = duet("accept", IMAGE)) {
        assertThat(invitee.exitCode()).as(invitee.err()).isZero();
        assertThat(invitee.out()).contains("ConnectionResponseReceived");
      }
      assertThat(inviter.exitCode()).as(inviter.err()).isZero();
      assertThat(inviter.out()).contains("ConnectionResponseSent", "bob is connected");
    }
    assertThat(session().at("/state").asInt()).isEqualTo(4);
    assertThat(session().at("/stranger").asBoolean()).isTrue();
  }

  @Test
  void after_a_kill_while_it_waited_the_same_invitation_is_answered() throws Exception {
    try (var killed = duet("connect", "bob", "--via", "qr")) {
      awaitState(2);
      kill(killed);
    }
    try (var resumed = duet("resume", "bob")) {
      await().atMost(GENEROUS).until(() -> resumed.out().contains("waiting for an answer"));
      try (var invitee = duet("accept", IMAGE)) {
        assertThat(invitee.exitCode()).as(invitee.err()).isZero();
      }
      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
      assertThat(resumed.out()).contains("bob  4 Accepted");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void after_a_kill_at_any_moment_of_a_handshake_resume_ends_it(int state) throws Exception {
    try (var killed = duet("connect", "bob", "--label", "Killed in state " + state)) {
      awaitFile(data().resolve("bob-connection.json"));
      await()
          .atMost(GENEROUS)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> session().at("/state").asInt() >= state || session().has("invitee"));
      kill(killed);
    }
    try (var resumed = duet("resume", "bob")) {
      assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
      assertThat(resumed.out()).contains("bob  4 Accepted");
    }
    assertThat(session().at("/inviter/pw_did")).isEqualTo(session().at("/invitee/their_pw_did"));
  }

  @ParameterizedTest
  @CsvSource({"issue, /credentials/0/holder/state", "present, /proofs/0/verifier/state"})
  void after_a_kill_during_what_follows_resume_ends_it(String command, String end)
      throws Exception {
    var before = command.equals("issue") ? List.of("connect") : List.of("connect", "issue");
    for (String first : before) {
      try (var done = duet(first, "bob")) {
        assertThat(done.exitCode()).as(done.err()).isZero();
      }
    }
    try (var killed = duet(command, "bob")) {
      await()
          .atMost(GENEROUS)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> session().at(end.replaceAll("/0/.*", "")).size() > 0);
      kill(killed);
    }
    try (var resumed = duet("resume", "bob")) {
      assertThat(resumed.exitCode()).as(resumed.out() + resumed.err()).isZero();
    }
    assertThat(session().at(end).asText()).isIn("CredentialReceived", "PresentationVerified");
  }

  @Test
  void after_an_agent_was_killed_the_same_invitation_is_answered() throws Exception {
    var kept = directory.resolve("agent").toString();
    String url;
    try (var agent = agent("0", kept)) {
      url = agent.url();
      try (var inviting = duet(Map.of("INVITER_URL", url), "connect", "bob", "--via", "qr")) {
        awaitState(2);
        kill(agent);
        kill(inviting);
      }
    }
    assertThat(session().at("/state").asInt()).isEqualTo(2);
    try (var agent = agent(url.replaceAll(".*:", ""), kept);
        var invitee = duet("accept", IMAGE);
        var resumed = duet(Map.of("INVITER_URL", agent.url()), "resume", "bob")) {
      assertThat(invitee.exitCode()).as(invitee.err()).isZero();
      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    }
    assertThat(session().at("/state").asInt()).isEqualTo(4);
  }

  @Test
  void two_processes_do_not_overwrite_each_other() throws Exception {
    try (var waiting = duet("connect", "bob", "--via", "link")) {
      awaitState(2);
      var before = Files.readString(data().resolve("bob-connection.json"));
      for (String command : List.of("connect", "delete")) {
        try (var other = duet(command, "bob")) {
          assertThat(other.exitCode()).isEqualTo(2);
          assertThat(other.err()).contains("The session bob is in use by another process");
        }
      }
      assertThat(data().resolve("bob-connection.json")).hasContent(before);
      assertThat(waiting.process().isAlive()).isTrue();
    }
  }

  /** The shell's limit ends a write as a full disk does, at a byte that is known. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void a_disk_without_room_leaves_nothing_half_written_and_the_link() throws Exception {
    try (var agent = agent("0", directory.resolve("agent").toString())) {
      var command =
          "ulimit -f 1; exec '%s' -Dfile.encoding=UTF-8 -XX:-UsePerfData -jar '%s' connect bob --via qr 2>&1 | cat"
              .formatted(Program.tool("java"), Program.JAR);
      try (var full =
          Program.start(
              directory,
              Map.of("INVITER_URL", agent.url()),
              List.of("bash", "-c", "set -o pipefail; (" + command + ") | cat"))) {
        assertThat(full.exitCode()).as(full.out()).isEqualTo(2);
        assertThat(full.out())
            .contains("duet: data/bob-connection.json can't be written: ", "_oob=")
            .doesNotContain("\tat ");
      }
    }
    try (var left = Files.list(data())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_directory_that_may_not_be_written_is_told() throws Exception {
    Files.createDirectories(data());
    assertThat(data().toFile().setWritable(false)).isTrue();
    org.assertj.core.api.Assumptions.assumeThat(Files.isWritable(data()))
        .as("whoever runs this may write everywhere")
        .isFalse();

    try (var refused = duet("connect", "bob", "--via", "link")) {
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("The directory data can't be used: permission denied");
    } finally {
      assertThat(data().toFile().setWritable(true)).isTrue();
    }
  }

  private Program duet(String... args) throws IOException {
    return duet(Map.of(), args);
  }

  private Program duet(Map<String, String> settings, String... args) throws IOException {
    return Program.duet(directory, settings, args);
  }

  private Program agent(String port, String kept) throws IOException {
    var agent = duet("agent", "--port", port, "--data", kept);
    await().atMost(GENEROUS).until(() -> agent.out().contains("DIDComm"));
    return agent;
  }

  private static void kill(Program program) throws InterruptedException {
    program.process().destroyForcibly();
    assertThat(program.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitFile(Path file) {
    await().atMost(GENEROUS).pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(file));
  }

  private void awaitState(int state) {
    var file = data().resolve("bob-connection.json");
    awaitFile(file);
    await().atMost(GENEROUS).until(() -> session().at("/state").asInt() == state);
  }

  private JsonNode session() throws IOException {
    return new ObjectMapper().readTree(data().resolve("bob-connection.json").toFile()).get("data");
  }

  private Path data() {
    return directory.resolve("data");
  }
}
