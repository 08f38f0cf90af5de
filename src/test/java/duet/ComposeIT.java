package duet;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.AgentImage;
import duet.fixture.Compose;
import duet.fixture.NeedsEngine;
import duet.fixture.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker/compose.yaml} with embedded agents in the Cloud Agents' place. */
@NeedsEngine
class ComposeIT {

  private static final String NAME = "duet-compose-it-" + ProcessHandle.current().pid();

  @TempDir private Path directory;
  private Compose compose;
  private Map<String, String> urls;

  /** On 8080 and 8090 there may be somebody's own agents. */
  @BeforeEach
  void start() throws IOException {
    Files.copy(Path.of("variables.env.example"), directory.resolve("variables.env"));
    var inviter = freePort();
    var invitee = freePort();
    urls =
        Map.of(
            "INVITER_URL", "http://localhost:" + inviter,
            "INVITEE_URL", "http://localhost:" + invitee);
    compose =
        new Compose(
            NAME,
            Compose.FOLDER.resolve("stand-in.env"),
            Map.of(
                "AGENT_IMAGE",
                AgentImage.built(),
                "INVITER_PORT",
                inviter,
                "INVITEE_PORT",
                invitee));
    compose.run("up", "--detach", "--wait").good();
  }

  @AfterEach
  void stop() {
    compose.run("down", "--volumes").good();
  }

  @Test
  void the_copied_settings_connect_its_agents_and_nothing_is_left() throws Exception {
    try (var connect = Program.duet(directory, urls, "connect")) {
      assertThat(connect.exitCode()).describedAs(connect.out() + connect.err()).isZero();
      assertThat(connect.out())
          .startsWith("Agents from the settings")
          .contains("Connected after ", "the DIDs match crosswise");
    }

    compose.run("down", "--volumes").good();

    for (var kind : List.of("container", "network", "volume")) {
      assertThat(left(kind)).describedAs(kind + "s that are left").isEmpty();
    }
  }

  @Test
  void agents_that_are_made_anew_have_their_old_connections() throws Exception {
    try (var connect = Program.duet(directory, urls, "connect", "bob")) {
      assertThat(connect.exitCode()).describedAs(connect.out() + connect.err()).isZero();
    }

    compose.run("down").good();
    compose.run("up", "--detach", "--wait").good();

    try (var show = Program.duet(directory, urls, "show", "bob")) {
      assertThat(show.exitCode()).describedAs(show.out() + show.err()).isZero();
      assertThat(show.out()).contains("ConnectionResponseSent", "ConnectionResponseReceived");
    }
  }

  @Test
  void a_second_checkout_of_the_same_name_takes_nothing_over() throws Exception {
    var other = Files.createDirectory(directory.resolve("docker"));
    for (String file : List.of("up", "compose.yaml", "databases.sh", ".env")) {
      Files.copy(Compose.FOLDER.resolve(file), other.resolve(file));
    }
    var before = left("container");

    var up = Run.of(Map.of("COMPOSE_PROJECT_NAME", NAME), List.of("sh", other + "/up"));

    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.said())
        .contains(
            "the project '" + NAME + "' belong to " + Compose.FOLDER.toRealPath(),
            "COMPOSE_PROJECT_NAME=duet2");
    assertThat(left("container")).isEqualTo(before).isNotEmpty();
  }

  private static String left(String kind) {
    var all = kind.equals("container") ? "--all" : "--quiet";
    var ours = "--filter=label=com.docker.compose.project=" + NAME;
    return Run.of(Map.of(), List.of("docker", kind, "ls", "--quiet", all, ours)).good();
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
