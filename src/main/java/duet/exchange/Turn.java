package duet.exchange;

import duet.agent.AgentRecord;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be done for a side where its agent waits for a person, such as accepting an offer. */
@FunctionalInterface
public interface Turn<R extends AgentRecord> {

  /**
   * What to do about a record, once for each state; it may take long, and runs on a thread of its
   * own. It returns the record after it, or throws {@link duet.agent.AgentException}.
   *
   * @return empty if the agent goes on by itself, or it is the peer's turn
   */
  Optional<Supplier<R>> in(R record);

  /** Nothing is to be done. */
  static <R extends AgentRecord> Turn<R> none() {
    return record -> Optional.empty();
  }
}
