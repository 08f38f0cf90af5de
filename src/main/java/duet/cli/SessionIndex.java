package duet.cli;

import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.ProofExchange;
import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionFile;
import duet.session.SessionSide;
import duet.session.SessionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sessions of a directory, found by their connections. */
final class SessionIndex {

  private final List<Session> sessions = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  SessionIndex(Path directory) {
    for (String name : SessionFile.names(directory)) {
      try {
        SessionFile.find(directory, name).ifPresent(sessions::add);
      } catch (SessionException e) {
        refused.add(e.getMessage());
      }
    }
  }

  List<Session> all() {
    return sessions;
  }

  /** Why other sessions can't be read, a sentence each. */
  List<String> refused() {
    return refused;
  }

  Optional<String> name(Connection connection) {
    return of(connection).map(Session::name);
  }

  Optional<String> name(CredentialExchange credential) {
    return sessions.stream()
        .filter(session -> session.credentials().stream().anyMatch(one -> one.has(credential)))
        .findFirst()
        .map(Session::name);
  }

  Optional<String> name(ProofExchange proof) {
    return sessions.stream()
        .filter(session -> session.proofs().stream().anyMatch(one -> one.has(proof)))
        .findFirst()
        .map(Session::name);
  }

  /** The session's state if there is one, since it takes both sides into account. */
  SessionState state(Connection connection) {
    var seen = SessionState.of(connection);
    return of(connection)
        .map(Session::state)
        .filter(known -> known.over() || seen == SessionState.INITIALIZED)
        .orElse(seen);
  }

  private Optional<Session> of(Connection connection) {
    return sessions.stream().filter(session -> has(session, connection)).findFirst();
  }

  private static boolean has(Session session, Connection connection) {
    return session.thid().equals(connection.thid())
        && Side.CONNECTION.stream()
            .map(session::side)
            .flatMap(Optional::stream)
            .map(SessionSide::connectionId)
            .anyMatch(connection.id()::equals);
  }
}
