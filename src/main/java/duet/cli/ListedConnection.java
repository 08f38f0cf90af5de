package duet.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.agent.Connection;
import java.util.Optional;

/**
 * A connection with the state of its session.
 *
 * @param name of its session
 * @param standing empty where the session itself is shown
 */
record ListedConnection(
    @JsonUnwrapped Connection connection,
    Optional<String> name,
    Optional<SessionStatus.Numbered> standing) {

  static ListedConnection of(Connection connection, SessionIndex sessions) {
    return new ListedConnection(
        connection,
        sessions.name(connection),
        Optional.of(SessionStatus.Numbered.of(sessions.state(connection))));
  }
}
