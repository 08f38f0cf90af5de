package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.SelfSigned;
import duet.fixture.StubServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTlsTest {

  @TempDir Path directory;

  @Test
  void a_certificate_that_nobody_vouches_for_is_no_secure_connection() throws Exception {
    try (var server = new StubServer(Reply.empty(200), SelfSigned.in(directory).context())) {
      var failure = failure("https://127.0.0.1:" + server.port());

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure.seen())
          .isEqualTo("its certificate is self-signed, or of an authority unknown to Java");
    }
  }

  @Test
  void plain_http_at_a_port_that_expects_tls_is_told() throws Exception {
    try (var server = new StubServer(Reply.empty(200), SelfSigned.in(directory).context())) {
      var failure = failure(server.url());

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure.seen()).isEqualTo("the server expects TLS: use https://");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>400</title></head>"
            + "<center>The plain HTTP request was sent to HTTPS port</center></html>",
        "Client sent an HTTP request to an HTTPS server.\n",
        "Reason: You're speaking plain HTTP to an SSL-enabled server port."
      })
  void servers_that_say_so_themselves_are_understood(String body) {
    try (var server = new StubServer(Reply.text(400, "text/html", body))) {
      assertThat(failure(server.url()).reason()).isEqualTo(Cause.TLS);
    }
  }

  @Test
  void a_port_without_tls_is_no_secure_connection() {
    try (var plain = EmbeddedAgent.builder().start()) {
      var failure = failure(plain.url().toString().replace("http:", "https:"));

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure.seen()).isEqualTo("the server speaks no TLS: use http://");
    }
  }

  private static AgentException failure(String url) {
    return Preflight.check(AgentAddress.of("it", url)).failure().orElseThrow();
  }
}
