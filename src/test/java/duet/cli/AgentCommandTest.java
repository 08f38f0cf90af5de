package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.agent.AgentAddress;
import duet.agent.Cause;
import duet.agent.Preflight;
import duet.embedded.EmbeddedMediator;
import duet.fixture.ScriptedAgent;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentCommandTest {

  private final Terminal terminal = new Terminal();
  private Thread command;

  @AfterEach
  void stop() throws InterruptedException {
    if (command != null) {
      command.interrupt();
      command.join();
    }
  }

  @Test
  void it_prints_its_addresses_when_it_is_ready() throws InterruptedException {
    start("agent", "--port", "0", "--didcomm-port", "0");

    var lines = terminal.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("Agent ready");
    assertThat(lines.get(1)).matches("  REST      http://127.0.0.1:\\d+, also .*, without a key");
    assertThat(lines.get(2)).matches("  DIDComm   http://127.0.0.1:\\d+/didcomm");
  }

  @Test
  void behind_a_mediator_on_loopback_its_host_is_not_blamed() {
    try (var mediator = EmbeddedMediator.builder().start()) {
      start("agent", "--port", "0", "--mediator", mediator.did());

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> terminal.out().contains("answer its invitations: its mediator is on loop"));
      assertThat(terminal.out())
          .contains("DIDComm   through the mediator at " + mediator.url())
          .doesNotContain("--host");
    }
  }

  @Test
  void programs_get_one_document_as_soon_as_it_is_ready() throws InterruptedException {
    start("agent", "--port", "0", "--api-key", "secret", "--json");
    var document = terminal.document();
    var url = document.get("url").asText();

    assertThat(document.get("outcome").asText()).isEqualTo("ready");
    assertThat(URI.create(document.get("didcommUrl").asText())).hasPath("/didcomm");
    assertThat(Preflight.check(AgentAddress.of("it", url, "secret")).reachable()).isTrue();
    assertThat(Preflight.check(AgentAddress.of("it", url)).failure().orElseThrow().reason())
        .isEqualTo(Cause.UNAUTHORIZED);

    stop();
    assertThat(terminal.document()).isEqualTo(document);
    assertThat(terminal.out() + terminal.err()).doesNotContain("secret");
    assertThat(Preflight.check(AgentAddress.of("it", url)).failure().orElseThrow().reason())
        .isEqualTo(Cause.CONNECTION_REFUSED);
  }

  @Test
  void a_port_that_is_taken_is_a_mistake() {
    try (var other = ScriptedAgent.idle()) {
      var port = String.valueOf(URI.create(other.url()).getPort());

      terminal.run("agent", "--port", port);

      assertThat(terminal.exitCode()).isEqualTo(2);
      assertThat(terminal.out()).isEmpty();
      assertThat(terminal.errLines())
          .singleElement()
          .asString()
          .startsWith("duet: the port is taken")
          .contains(port);
    }
  }

  private void start(String... args) {
    command = new Thread(() -> terminal.run(args));
    command.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> terminal.out().matches("(?s).*(DIDComm|didcomm).*"));
    await().atMost(Duration.ofSeconds(30)).until(() -> terminal.out().endsWith("\n"));
  }
}
