package duet.exchange;

import duet.agent.AgentException;
import duet.agent.Cause;
import java.time.Duration;
import java.util.Optional;

/** Since when an agent fails to answer when its record is asked for. Not thread-safe. */
final class AgentOutage {

  private final Side side;
  private final Timeline timeline;
  private AgentException failure;
  private long since;

  AgentOutage(Side side, Timeline timeline) {
    this.side = side;
    this.timeline = timeline;
  }

  void answered() {
    failure = null;
  }

  /**
   * @param asked when, by {@link System#nanoTime}
   */
  void failed(AgentException failed, long asked) {
    if (failure == null) {
      since = asked;
      timeline.remark(side, side + "'s agent did not answer: " + failed.reason().summary(), asked);
    }
    failure = failed;
  }

  /**
   * Why the agent can no longer be watched, if so.
   *
   * @param limit how long the agent may fail to answer
   */
  Optional<AgentException> givenUp(Duration limit) {
    boolean over =
        failure != null
            && (!isTransient(failure.reason()) || System.nanoTime() - since > limit.toNanos());
    return over ? Optional.of(failure) : Optional.empty();
  }

  /** A gateway may now answer in place of an agent that answered before. */
  private static boolean isTransient(Cause reason) {
    return reason.isTransient() || reason == Cause.NOT_AN_AGENT || reason == Cause.GATEWAY_REFUSED;
  }
}
