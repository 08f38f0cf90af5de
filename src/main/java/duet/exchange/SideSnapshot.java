package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.State;
import java.time.Duration;
import java.util.Optional;

/**
 * One side at one moment.
 *
 * @param record as last seen
 * @param quiet how long its record is known not to have changed, while somebody waited and its
 *     agent answered
 * @param anomaly what its history shows to be wrong, if anything
 */
record SideSnapshot<R extends AgentRecord>(
    Side side, R record, Duration quiet, Optional<Diagnosis> anomaly) {

  State state() {
    return record.state();
  }

  /** Whether its agent has something to do by itself. */
  boolean busy() {
    return state().kind() == State.Kind.PENDING || state().kind() == State.Kind.PROCESSING;
  }

  boolean quietFor(Duration limit) {
    return quiet.compareTo(limit) >= 0;
  }
}
