package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import duet.embedded.EmbeddedAgent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path directory;

  @Test
  void a_certificate_that_nobody_vouches_for_is_no_secure_connection() throws Exception {
    var server = selfSigned();
    try {
      var failure = failure("https://127.0.0.1:" + server.getAddress().getPort());

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure.seen()).contains("PKIX path building failed");
      assertThat(failure("http://127.0.0.1:" + server.getAddress().getPort()).reason())
          .isIn(Cause.NOT_AN_AGENT, Cause.CONNECTION_BROKEN);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_port_without_tls_is_no_secure_connection() {
    try (var plain = EmbeddedAgent.builder().start()) {
      var failure = failure(plain.url().toString().replace("http:", "https:"));

      assertThat(failure.reason()).isEqualTo(Cause.TLS);
      assertThat(failure).hasMessageContaining("Does the URL's scheme fit");
    }
  }

  private static AgentException failure(String url) {
    return Preflight.check(AgentAddress.of("it", url)).failure().orElseThrow();
  }

  /** A server whose certificate is its own, made by the JDK's tool. */
  private HttpsServer selfSigned() throws Exception {
    var file = directory.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "it")
            .redirectErrorStream(true);
    made.command().addAll(List.of("-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1"));
    made.command().addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    var process = made.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor()).isZero();

    var keys = KeyStore.getInstance("PKCS12");
    try (var stored = Files.newInputStream(file)) {
      keys.load(stored, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.start();
    return server;
  }
}
