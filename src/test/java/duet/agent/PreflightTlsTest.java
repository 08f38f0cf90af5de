package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.SelfSigned;
import duet.fixture.StubServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTlsTest {

  @TempDir Path directory;

  @Test
  void a_certificate_that_nobody_vouches_for_is_no_secure_connection() throws Exception {
    try (var server = new StubServer(Reply.empty(200), SelfSigned.in(directory).context())) {
      var failure = failure("https://127.0.0.1:" + server.port());

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure.seen()).contains("PKIX path building failed");
      assertThat(failure(server.url()).reason()).isIn(Cause.NOT_AN_AGENT, Cause.CONNECTION_BROKEN);
    }
  }

  @Test
  void a_port_without_tls_is_no_secure_connection() {
    try (var plain = EmbeddedAgent.builder().start()) {
      var failure = failure(plain.url().toString().replace("http:", "https:"));

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure).hasMessageContaining("Is the URL's scheme right");
    }
  }

  private static AgentException failure(String url) {
    return Preflight.check(AgentAddress.of("it", url)).failure().orElseThrow();
  }
}
