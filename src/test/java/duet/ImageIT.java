package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.fixture.AgentImage;
import duet.fixture.NeedsEngine;
import duet.fixture.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedded agent's image, built and run by Docker's own command line. */
@NeedsEngine
class ImageIT {

  private static final long MOST_BYTES = 25_000_000;
  private static final String KEY = "DEFAULT_WALLET_AUTH_API_KEY=key-of-a-test";
  private static final String NAME = "duet-image-it-" + ProcessHandle.current().pid();

  @AfterEach
  void stop() {
    docker("rm", "--force", "--volumes", NAME);
  }

  @Test
  void it_adds_little_to_its_base() {
    assertThat(AgentImage.bytes()).isPositive().isLessThan(MOST_BYTES);
  }

  @Test
  void it_is_healthy_as_nobody_in_particular_and_ends_when_it_is_told_to() {
    start("--env", KEY);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> inspect("{{.State.Health.Status}}").equals("healthy"));

    assertThat(docker("exec", NAME, "id", "-u").good()).isEqualTo("10001");
    assertThat(docker("logs", NAME).good())
        .startsWith("Agent ready")
        .doesNotContain("key-of-a-test");

    // After two seconds it would be killed, and end with 137.
    docker("stop", "--time", "2", NAME).good();
    assertThat(inspect("{{.State.ExitCode}}")).isEqualTo("143");
  }

  @Test
  void health_follows_the_port_it_is_given() {
    start("--env", KEY, "--env", "AGENT_HTTP_PORT=9000");

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> inspect("{{.State.Health.Status}}").equals("healthy"));
  }

  @Test
  void without_a_key_it_says_where_that_may_be() {
    var agent = docker("run", "--name", NAME, AgentImage.built());

    assertThat(agent.exitCode()).isEqualTo(2);
    assertThat(agent.said())
        .contains("so it needs a key", "DEFAULT_WALLET_AUTH_API_KEY")
        .doesNotContain("\tat ");
  }

  @Test
  void options_are_those_of_the_command() {
    start("--env", KEY, AgentImage.built(), "--fault", "drop-response:1");

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> docker("logs", NAME).said().contains("faults    drop-response:1"));
  }

  private static void start(String... arguments) {
    var command = new ArrayList<>(List.of("run", "--detach", "--name", NAME));
    command.addAll(List.of(arguments));
    if (!command.contains(AgentImage.built())) {
      command.add(AgentImage.built());
    }
    docker(command.toArray(String[]::new)).good();
  }

  private static String inspect(String format) {
    return docker("inspect", "--format", format, NAME).good();
  }

  private static Run docker(String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return Run.of(Map.of(), command);
  }
}
