package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A step is taken once for each state, and a refusal counts once nobody else took it. */
class TurnTakerTest {

  private static final String WAITING = "InvitationGenerated";
  private static final String NEXT = "ConnectionRequestReceived";

  @AutoClose private final ScriptedAgent server = ScriptedAgent.idle();
  @AutoClose private final Agent agent = server.open();

  private final TurnTaker<Connection> turns =
      new TurnTaker<>(
          record ->
              record.reportedState().equals(WAITING)
                  ? Optional.of(() -> record)
                  : Optional.empty());

  @Test
  void a_step_is_taken_once_for_each_state_that_it_is_for() {
    assertThat(turns.next(in(WAITING))).isPresent();
    assertThat(turns.next(in(WAITING))).as("while it is under way").isEmpty();
    turns.taken();
    assertThat(turns.next(in(WAITING))).as("afterwards").isEmpty();
    assertThat(turns.next(in(NEXT))).isEmpty();
  }

  @Test
  void a_refusal_counts_once_the_agent_has_shown_that_nobody_else_took_the_step() {
    turns.next(in(WAITING));
    turns.failed(failure(Reply.problem(400, "error:X", "no")), 100);

    turns.stillIn(in(WAITING), 99);
    assertThat(turns.givenUp()).as("asked before the refusal").isEmpty();
    turns.stillIn(in(WAITING), 101);
    assertThat(turns.givenUp()).isPresent();
    assertThat(turns.next(in(WAITING))).isEmpty();
  }

  @Test
  void a_refusal_means_nothing_where_somebody_else_took_the_step() {
    turns.next(in(WAITING));
    turns.failed(failure(Reply.problem(404, "error:X", "wrong state")), 100);

    turns.stillIn(in(NEXT), 101);

    assertThat(turns.givenUp()).isEmpty();
  }

  @Test
  void an_agent_that_was_away_and_is_back_is_asked_again() {
    turns.next(in(WAITING));
    turns.failed(failure(Reply.none()), 100);
    assertThat(turns.next(in(WAITING))).isEmpty();

    turns.stillIn(in(WAITING), 101);

    assertThat(turns.givenUp()).isEmpty();
    assertThat(turns.next(in(WAITING))).isPresent();
  }

  @Test
  void an_internal_error_is_not_provoked_again() {
    turns.next(in(WAITING));
    turns.failed(failure(Reply.problem(500, "error:InternalServerError", "no")), 100);

    turns.stillIn(in(WAITING), 101);

    assertThat(turns.givenUp()).isPresent();
  }

  private Connection in(String state) {
    server.on("GET /connections/1", Reply.json(200, Bodies.inviter(state)));
    return agent.connection("1");
  }

  private AgentException failure(Reply reply) {
    server.on("GET /connections/2", reply);
    return catchThrowableOfType(AgentException.class, () -> agent.connection("2"));
  }
}
