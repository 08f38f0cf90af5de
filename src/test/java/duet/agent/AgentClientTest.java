package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call has one limit for everything, from the connection to the last byte. */
class AgentClientTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();

  static Stream<Reply> an_agent_that_hangs_is_left() {
    return Stream.of(Reply.never(), Reply.half());
  }

  @ParameterizedTest
  @MethodSource
  void an_agent_that_hangs_is_left(Reply reply) {
    agent.on("GET /connections/" + Bodies.THREAD, reply);
    var calls =
        new AgentClient(
            new RestClient(
                AgentAddress.of("invitee", agent.url()), JettyHttpClient.shared(), SHORT));

    var failure =
        catchThrowableOfType(CompletionException.class, () -> calls.get(Bodies.THREAD).join());

    assertThat(failure).hasCauseInstanceOf(AgentException.class);
    assertThat(failure.getCause())
        .hasMessageStartingWith("invitee could not show connection " + Bodies.THREAD)
        .hasMessageContaining("no answer in time (waited 1 s)");
  }
}
