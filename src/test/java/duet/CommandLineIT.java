package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a user starts it: processes, exit codes and output. */
class CommandLineIT {

  @TempDir Path directory;

  @Test
  void connect_ends_connected_on_embedded_agents() throws Exception {
    try (var duet = Program.duet(directory, Map.of(), "connect", "alice")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      assertThat(duet.out())
          .contains("InvitationGenerated")
          .contains("ConnectionResponseSent")
          .contains("ConnectionResponseReceived")
          .contains("alice is connected")
          .contains("the DIDs match crosswise");
      assertThat(duet.err()).isEmpty();
    }
  }

  @Test
  void the_jar_has_all_it_needs_to_run_and_little_else() throws Exception {
    assertThat(Program.JAR).isRegularFile();
    assertThat(Files.size(Program.JAR)).isLessThan(20_000_000);
    try (var jar = new JarFile(Program.JAR.toFile())) {
      assertThat(jar.getEntry("org/junit/jupiter/api/Test.class")).isNotNull();
      assertThat(jar.getEntry("org/testcontainers/containers/GenericContainer.class")).isNull();
    }
  }

  @Test
  void connect_drives_two_agents_of_other_processes_with_keys_of_their_own() throws Exception {
    try (var one = Program.agent(directory, "key-of-the-inviter");
        var two = Program.agent(directory, "key-of-the-invitee")) {
      var settings =
          Map.of(
              "INVITER_URL",
              one.url(),
              "INVITER_APIKEY",
              "key-of-the-inviter",
              "INVITEE_URL",
              two.url(),
              "INVITEE_APIKEY",
              "key-of-the-invitee");

      try (var duet = Program.duet(directory, settings, "connect", "--json")) {
        assertThat(duet.exitCode()).as(duet.err()).isZero();
        JsonNode document = new ObjectMapper().readTree(duet.out());
        assertThat(document.at("/outcome").asText()).isEqualTo("connected");
        assertThat(document.at("/inviter/myDid")).isEqualTo(document.at("/invitee/theirDid"));
        assertThat(document.at("/invitee/myDid")).isEqualTo(document.at("/inviter/theirDid"));
        assertThat(duet.out() + duet.err()).doesNotContain("key-of-the");
      }
    }
  }

  @Test
  void accept_takes_another_agents_invitation_and_waits_for_its_own_side() throws Exception {
    try (var pair = AgentPair.embedded()) {
      var invitation = pair.inviter().invite("For a stranger").invitationUrl();

      try (var duet = Program.duet(directory, Map.of(), "accept", invitation)) {
        assertThat(duet.exitCode()).as(duet.err()).isZero();
        assertThat(duet.out()).contains("ConnectionResponseReceived").contains("unseen");
      }
    }
  }

  @Test
  void the_jar_has_junit_and_no_testcontainers() throws Exception {
    try (var jar = new JarFile(Program.JAR.toFile())) {
      var folders =
          jar.stream().map(entry -> entry.getName().replaceFirst("/[^/]*$", "")).distinct();

      assertThat(folders)
          .contains("duet/containers", "org/junit/jupiter/api")
          .noneMatch(
              folder ->
                  folder.matches(
                      "(org/testcontainers|com/github/dockerjava|com/sun/jna|org/rnorth"
                          + "|org/jetbrains|org/apache/commons)(/.*)?"));
    }
  }

  @Test
  void preflight_tells_that_nobody_listens() throws Exception {
    var settings = Map.of("INVITER_URL", "http://127.0.0.1:9", "INVITER_APIKEY", "do-not-show");

    try (var duet = Program.duet(directory, settings, "preflight")) {
      assertThat(duet.exitCode()).isEqualTo(3);
      assertThat(duet.out())
          .contains("connection refused")
          .contains("$INVITER_APIKEY")
          .doesNotContain("do-not-show");
    }
  }

  @Test
  void an_agent_that_is_told_to_stop_is_gone_within_two_seconds() throws Exception {
    try (var agent = Program.agent(directory, "key")) {
      agent.process().destroy();

      assertThat(agent.process().waitFor(2, TimeUnit.SECONDS)).isTrue();
      assertThat(agent.err()).isEmpty();
    }
  }
}
