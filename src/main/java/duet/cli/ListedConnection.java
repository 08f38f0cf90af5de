package duet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.agent.Connection;
import duet.exchange.MediatorHop;
import java.util.List;
import java.util.Optional;

/**
 * A connection with the state of its session.
 *
 * @param name of its session
 * @param mediators on the way to either side, where the connection is shown in full
 * @param standing empty where the session itself is shown
 */
record ListedConnection(
    @JsonUnwrapped Connection connection,
    Optional<String> name,
    Optional<SessionStatus.Numbered> standing,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MediatorHop> mediators) {

  static ListedConnection of(Connection connection, SessionIndex sessions) {
    return new ListedConnection(
        connection,
        sessions.name(connection),
        Optional.of(SessionStatus.Numbered.of(sessions.state(connection))),
        List.of());
  }
}
