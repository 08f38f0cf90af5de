package duet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import duet.embedded.EmbeddedAgent;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long connections may take to come about, and stay when they aren't used. */
class PlainClientTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final EmbeddedAgent agent = EmbeddedAgent.builder().start();

  private final HttpClient client = PlainClient.of(LONG, Duration.ofMillis(10));

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
    get(agent.url() + "/connections");

    await().atMost(LONG).until(() -> connections() == 0);
  }

  private void get(String url) throws Exception {
    client.newRequest(url).idleTimeout(LONG.toSeconds(), TimeUnit.SECONDS).send();
  }

  private int connections() {
    return client.getDestinations().stream().mapToInt(PlainClientTest::connections).sum();
  }

  private static int connections(Destination destination) {
    return ((AbstractConnectionPool) destination.getConnectionPool()).getConnectionCount();
  }
}
