package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import duet.handshake.Handshake;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads a failure's stack finds the line of the test that called the agent. */
class CallerStackTest {

  @AutoClose private final ScriptedAgent scripted = ScriptedAgent.idle();
  @AutoClose private final Agent agent = Agent.open(AgentAddress.of("inviter", scripted.url()));

  @ParameterizedTest
  @MethodSource
  void a_call_that_fails_has_the_line_that_made_it(Reply reply, Cause cause, Class<?> under) {
    scripted.always(reply);

    var calls =
        List.<Runnable>of(
            () -> agent.invite("Bob"),
            () -> agent.accept(Bodies.INVITATION),
            () -> agent.connection(Bodies.THREAD),
            agent::connections,
            () -> agent.delete(Bodies.THREAD),
            () -> Agent.open(AgentAddress.of("inviter", scripted.url())));

    for (Runnable call : calls) {
      var failure = catchThrowableOfType(AgentException.class, call::run);
      assertThat(failure.reason()).isEqualTo(cause);
      assertCalledHere(failure);
      if (under == null) {
        assertThat(failure.getCause()).isNull();
      } else {
        assertThat(failure.getCause()).isInstanceOf(under);
      }
    }
  }

  static Stream<Arguments> a_call_that_fails_has_the_line_that_made_it() {
    return Stream.of(
        Arguments.of(Reply.empty(401), Cause.UNAUTHORIZED, null),
        Arguments.of(Reply.problem(500, "error:Internal", "oh"), Cause.SERVER_ERROR, null),
        Arguments.of(Reply.none(), Cause.CONNECTION_BROKEN, IOException.class));
  }

  @Test
  void what_is_awaited_later_has_the_line_that_asked() {
    scripted.always(Reply.empty(401));

    var asked = agent.connectionAsync(Bodies.THREAD);

    var failure = catchThrowableOfType(CompletionException.class, asked::join);
    assertThat(failure.getCause()).isInstanceOf(AgentException.class);
    assertCalledHere(failure.getCause());
    var empty = catchThrowableOfType(CompletionException.class, agent.isEmptyAsync()::join);
    assertCalledHere(empty.getCause());
  }

  @Test
  void a_response_that_cannot_be_used_has_the_line_that_asked() {
    scripted.on("POST /connections", Reply.text(201, "application/json", "{}"));

    assertCalledHere(catchThrowableOfType(AgentException.class, () -> agent.invite("Bob")));
  }

  @Test
  void a_preflight_at_several_paths_has_the_line_that_opened() {
    scripted.always(Reply.empty(404));
    var result = Preflight.check(AgentAddress.of("inviter", scripted.url()));

    assertCalledHere(catchThrowableOfType(AgentException.class, () -> Agent.open(result)));
    assertCalledHere(
        catchThrowableOfType(
            AgentException.class,
            () -> Agent.open(AgentAddress.of("inviter", scripted.url() + "/nothing"))));
  }

  @Test
  void an_agent_where_nobody_listens_has_the_line_that_opened_and_its_cause() {
    var gone = scripted.url();
    scripted.close();

    var failure =
        catchThrowableOfType(
            AgentException.class, () -> Agent.open(AgentAddress.of("inviter", gone)));

    assertCalledHere(failure);
    assertThat(failure.getCause()).isInstanceOf(ConnectException.class);
  }

  @Test
  void an_agent_that_dies_during_a_wait_has_the_line_that_waited() {
    scripted.on("POST /connections", Reply.json(201, Bodies.inviter("InvitationGenerated")));
    try (var handshake = Handshake.ofInviter(agent, agent.invite("Bob"))) {
      scripted.always(Reply.empty(401));

      assertCalledHere(
          catchThrowableOfType(AgentException.class, () -> handshake.await(Duration.ofMinutes(1))));
    }
  }

  private static void assertCalledHere(Throwable failure) {
    assertThat(failure.getStackTrace())
        .as(failure.toString())
        .anyMatch(frame -> frame.getClassName().equals(CallerStackTest.class.getName()));
  }
}
