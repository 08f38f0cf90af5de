package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void an_agent_that_answers_is_healthy_and_asks_for_no_key() {
    try (var agent = EmbeddedAgent.builder().apiKey("secret").start()) {
      assertThat(check(String.valueOf(agent.url().getPort()))).isTrue();
    }
    assertThat(told()).isEmpty();
  }

  @Test
  void an_agent_that_has_ended_is_not() {
    String port;
    try (var agent = EmbeddedAgent.builder().start()) {
      port = String.valueOf(agent.url().getPort());
    }

    assertThat(check(port)).isFalse();
    assertThat(told())
        .startsWith("duet: http://127.0.0.1:" + port + "/_system/health doesn't answer: ")
        .hasLineCount(1);
  }

  @Test
  void another_answer_than_200_is_not() {
    try (var server = RawServer.saying("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")) {
      var port = String.valueOf(URI.create(server.url()).getPort());

      assertThat(check(port)).isFalse();
      assertThat(told()).contains("answered 503 (must be 200)").hasLineCount(1);
    }
  }

  @Test
  void a_port_that_is_none_is_told_without_a_stack_trace() {
    assertThat(check("x y")).isFalse();
    assertThat(told()).startsWith("duet: ").hasLineCount(1);
  }

  private boolean check(String port) {
    return HealthCheck.check(
        Map.of("AGENT_HTTP_PORT", port), new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String told() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
