package duet.exchange;

import duet.agent.AgentRecord;
import java.util.Optional;

/** The two records of one thread, as last seen; a side is unseen when a stranger holds it. */
public interface SidePair<R extends AgentRecord> {

  Optional<R> inviter();

  Optional<R> invitee();

  Timeline timeline();

  /** The DID by which a side can be reached, from whichever record has it. */
  Optional<String> did(Side side);

  default Optional<R> side(Side side) {
    return side == Side.INVITER ? inviter() : invitee();
  }

  /** Whether one side is unseen. */
  default boolean oneSided() {
    return inviter().isEmpty() || invitee().isEmpty();
  }

  /** Each side's last state in its agent's own words, and its last failure if it had one. */
  default String summary() {
    return summary(Side.INVITER) + "; " + summary(Side.INVITEE);
  }

  private String summary(Side side) {
    var seen =
        side(side)
            .map(r -> r.reportedState() + r.lastFailure().map(f -> " (" + f + ")").orElse(""))
            .orElse("unseen");
    return side + ": " + seen;
  }
}
