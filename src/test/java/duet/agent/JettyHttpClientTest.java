package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.ScriptedAgent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the client does that the JDK's does too, or should. */
class JettyHttpClientTest {

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();

  @Test
  void a_body_handler_that_fails_fails_the_answer() {
    var request = HttpRequest.newBuilder(URI.create(agent.url() + "/connections")).build();

    var answer =
        JettyHttpClient.shared()
            .sendAsync(
                request,
                head -> {
                  throw new IllegalStateException("can't read " + head.statusCode());
                });

    assertThat(answer)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("can't read 200");
  }
}
