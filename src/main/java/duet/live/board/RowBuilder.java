package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.InvitationRecord;
import duet.exchange.Side;
import duet.handshake.Pair;
import duet.session.Session;
import duet.session.SessionState;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of what is known at one moment. */
final class RowBuilder {

  private final BoardThreads threads;
  private final SessionNames sessions;

  RowBuilder(BoardThreads threads, SessionNames sessions) {
    this.threads = threads;
    this.sessions = sessions;
  }

  Row of(ObservedThread thread) {
    var now = threads.now();
    var judged = Judgement.of(thread, now);
    var followUps = threads.followUps(thread.key());
    return new Row(
        thread.id(),
        thread.key().kind(),
        title(thread),
        states(thread),
        step(thread, judged),
        judged.standing(),
        judged.word(),
        judged.diagnosis(),
        last(followUps, RowKind.CREDENTIAL, now),
        last(followUps, RowKind.PROOF, now),
        thread.began(),
        changed(thread, followUps),
        judged.expiresAt());
  }

  private Optional<FollowUp> last(List<ObservedThread> followUps, RowKind kind, Instant now) {
    return followUps.stream()
        .filter(thread -> thread.key().kind() == kind)
        .reduce((earlier, later) -> later)
        .map(thread -> Judgement.of(thread, now))
        .map(FollowUp::of);
  }

  private static Instant changed(ObservedThread thread, List<ObservedThread> followUps) {
    return Stream.concat(Stream.of(thread), followUps.stream())
        .map(ObservedThread::changed)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Map<Side, String> states(ObservedThread thread) {
    var states = new EnumMap<Side, String>(Side.class);
    for (Side side : thread.key().kind().sides()) {
      thread.record(side).ifPresent(record -> states.put(side, record.reportedState()));
    }
    return states;
  }

  private String title(ObservedThread thread) {
    var named = thread.key().thread();
    return sessions
        .ofConnection(named)
        .filter(session -> thread.key().kind() == RowKind.CONNECTION)
        .or(() -> sessions.ofFollowUp(named))
        .map(Session::name)
        .or(() -> label(thread))
        .or(() -> goal(thread))
        .orElseGet(() -> description(thread));
  }

  private static Optional<String> label(ObservedThread thread) {
    return records(thread)
        .flatMap(record -> record instanceof Connection one ? one.label().stream() : Stream.empty())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static Optional<String> goal(ObservedThread thread) {
    return records(thread)
        .flatMap(
            record -> record instanceof InvitationRecord one ? one.goal().stream() : Stream.empty())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static Stream<? extends AgentRecord> records(ObservedThread thread) {
    return thread.key().kind().sides().stream().flatMap(side -> thread.record(side).stream());
  }

  /** Claims are no title: not everybody may see them. */
  private static String description(ObservedThread thread) {
    boolean first = thread.record(thread.key().kind().sides().get(0)).isPresent();
    return switch (thread.key().kind()) {
      case CONNECTION -> first ? "Invitation without a label" : "Invitation accepted here";
      case CREDENTIAL -> first ? "Credential offered here" : "Credential from a stranger";
      case PROOF -> first ? "Proof asked for here" : "Proof for a stranger";
    };
  }

  private Optional<SessionState> step(ObservedThread thread, Judgement judged) {
    if (!(thread.pair() instanceof Pair pair)) {
      return Optional.empty();
    }
    var session = sessions.ofConnection(thread.key().thread()).map(Session::state);
    if (session.equals(Optional.of(SessionState.REVOKED))) {
      return session;
    }
    return Optional.of(
        switch (judged.standing()) {
          case EXPIRED -> SessionState.EXPIRED;
          case DEAD_END -> SessionState.UNFULFILLED;
          default ->
              session
                  .filter(any -> waiting(pair))
                  .map(RowBuilder::delivered)
                  .orElseGet(() -> SessionState.of(pair));
        });
  }

  /** A session that gave up waiting leaves its invitation open. */
  private static SessionState delivered(SessionState session) {
    return session.over() ? SessionState.OFFER_SENT : session;
  }

  /** Whether the agents can't tell how far it is, and a session may. */
  private static boolean waiting(Pair pair) {
    return SessionState.of(pair) == SessionState.INITIALIZED;
  }
}
