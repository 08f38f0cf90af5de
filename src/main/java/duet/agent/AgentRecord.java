package duet.agent;

import java.time.Instant;
import java.util.Optional;

/** One side's record of an exchange, as its agent reported it at one moment. */
public interface AgentRecord {

  /** This side's name for it. */
  String id();

  /** The thread, the same on both sides. */
  String thid();

  /** Unknown where the agent left it out, or made one up. */
  Role role();

  State state();

  /** The state's text as the agent wrote it. */
  String reportedState();

  /** The agent's own time of its beginning; agents don't tell that of proofs. */
  default Optional<Instant> createdAt() {
    return Optional.empty();
  }

  /** The agent's own time of the last change; some report none before the first. */
  Optional<Instant> updatedAt();

  /** How many more times the agent will try to send, if it reports that. */
  Optional<Integer> metaRetries();

  /** The agent's last failure with it, which proves nothing once the state has changed. */
  Optional<Problem> lastFailure();
}
