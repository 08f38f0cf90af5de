package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which step of a side's {@link Turn} is due: one at a time, and once for each state, but again
 * after an agent that could not be reached is back. Not thread-safe.
 */
final class TurnTaker<R extends AgentRecord> {

  private final Turn<R> turn;
  private boolean acting;
  private String actedIn = "";
  private AgentException failure;
  private long failedAt;
  private boolean confirmed;

  TurnTaker(Turn<R> turn) {
    this.turn = turn;
  }

  /** What to do about a record now, which counts as begun. */
  Optional<Supplier<R>> next(R record) {
    if (acting || actedIn.equals(record.reportedState())) {
      return Optional.empty();
    }
    var step = turn.in(record);
    if (step.isPresent()) {
      acting = true;
      actedIn = record.reportedState();
      failure = null;
    }
    return step;
  }

  void taken() {
    acting = false;
  }

  /**
   * @param now by {@link System#nanoTime}
   */
  void failed(AgentException failed, long now) {
    acting = false;
    failure = failed;
    failedAt = now;
    confirmed = false;
  }

  /**
   * The agent was asked and answered: only then it is known whether somebody else took the step.
   *
   * @param asked when, by {@link System#nanoTime}
   */
  void stillIn(R record, long asked) {
    if (failure == null || asked - failedAt <= 0) {
      return;
    }
    if (!record.reportedState().equals(actedIn)) {
      failure = null;
    } else if (failure.reason().isTransient() && failure.reason() != Cause.SERVER_ERROR) {
      failure = null;
      actedIn = "";
    } else {
      confirmed = true;
    }
  }

  /** Why the step can't be taken, if so. */
  Optional<AgentException> givenUp() {
    return Optional.ofNullable(failure).filter(failed -> confirmed);
  }
}
