package duet.exchange;

import duet.agent.AgentRecord;
import java.util.List;
import java.util.Optional;

/** The two records of one thread, as last seen; a side is unseen when a stranger holds it. */
public interface SidePair<R extends AgentRecord> {

  /** Both, the one that begins first. */
  List<Side> sides();

  Optional<R> side(Side side);

  Timeline timeline();

  /** The DID by which a side can be reached, from whichever record has it. */
  Optional<String> did(Side side);

  /** Whether one side is unseen. */
  default boolean oneSided() {
    return sides().stream().anyMatch(side -> side(side).isEmpty());
  }

  /** Each side's last state in its agent's own words, and its last failure if it had one. */
  default String summary() {
    return String.join("; ", sides().stream().map(this::summary).toList());
  }

  private String summary(Side side) {
    var seen =
        side(side)
            .map(r -> r.reportedState() + r.lastFailure().map(f -> " (" + f + ")").orElse(""))
            .orElse("unseen");
    return side + ": " + seen;
  }
}
