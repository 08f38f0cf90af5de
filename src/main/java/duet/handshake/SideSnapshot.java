package duet.handshake;

import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.agent.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of one side at one moment.
 *
 * @param connection as last seen
 * @param quiet for how long its record was seen not to change, while somebody waited and its agent
 *     answered
 * @param anomaly what its history shows to be wrong, if anything
 */
record SideSnapshot(Side side, Connection connection, Duration quiet, Optional<Diagnosis> anomaly) {

  ConnectionState state() {
    return connection.state();
  }

  /** Whether the agent has a message to send. */
  boolean pending() {
    return state() == ConnectionState.CONNECTION_REQUEST_PENDING
        || state() == ConnectionState.CONNECTION_RESPONSE_PENDING
        || state() == ConnectionState.CONNECTION_REQUEST_RECEIVED;
  }

  /** Why the last attempt to send failed; only while there is something to send. */
  Optional<Problem> sendFailure() {
    return pending() ? connection.lastFailure() : Optional.empty();
  }

  boolean quietFor(Duration limit) {
    return quiet.compareTo(limit) >= 0;
  }
}
