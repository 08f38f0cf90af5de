package duet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import duet.embedded.EmbeddedAgent;
import duet.fixture.RawServer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long connections may take to come about and stay, and what is no answer yet. */
@Timeout(120)
class HttpClientsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final EmbeddedAgent agent = EmbeddedAgent.builder().start();

  private final HttpClient client = HttpClients.of(LONG, Duration.ofMillis(10));

  @BeforeEach
  void start() throws Exception {
    client.start();
  }

  @AfterEach
  void stop() {
    LifeCycle.stop(client);
  }

  @Test
  void a_connection_that_takes_its_time_to_be_set_up_is_not_taken_for_an_idle_one() {
    // The JDK's certificates are read in the middle of it. It speaks no TLS, which ends the call.
    var https = agent.url().toString().replace("http:", "https:");

    var failure = catchThrowableOfType(ExecutionException.class, () -> get(https));

    assertThat(failure).hasRootCauseInstanceOf(SSLException.class);
  }

  @Test
  void a_connection_without_a_next_request_is_closed() throws Exception {
    assertThat(get(agent.url() + "/connections").getStatus()).isEqualTo(200);

    await().atMost(LONG).until(() -> connections() == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 104, 199})
  void what_comes_before_an_answer_is_passed_over(int interim) throws Exception {
    try (var server = RawServer.saying(head(interim) + head(interim) + head(204))) {
      assertThat(get(server.url()).getStatus()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 103, 199})
  void an_answer_that_never_follows_is_a_failure(int interim) {
    try (var server = RawServer.saying(head(interim))) {
      assertThatThrownBy(() -> get(server.url())).isInstanceOf(ExecutionException.class);
    }
  }

  private ContentResponse get(String url) throws Exception {
    return client
        .newRequest(url)
        .idleTimeout(2 * LONG.toSeconds(), TimeUnit.SECONDS)
        .timeout(LONG.toSeconds(), TimeUnit.SECONDS)
        .send();
  }

  private static String head(int status) {
    return "HTTP/1.1 " + status + " So\r\n\r\n";
  }

  private int connections() {
    return client.getDestinations().stream().mapToInt(HttpClientsTest::connections).sum();
  }

  private static int connections(Destination destination) {
    return ((AbstractConnectionPool) destination.getConnectionPool()).getConnectionCount();
  }
}
