package duet.cli;

import duet.session.Session;
import duet.session.SessionState;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a session, or of a pair without one.
 *
 * @param name of the session; empty if there is none
 * @param late present if the answer came after it had been given up
 */
record SessionStatus(
    Numbered standing,
    Optional<String> name,
    Optional<Boolean> late,
    Optional<Instant> expiresAt,
    Optional<Instant> givenUpAt) {

  static SessionStatus of(SessionState state, Optional<String> name) {
    return new SessionStatus(
        Numbered.of(state), name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SessionStatus of(Session session) {
    return new SessionStatus(
        Numbered.of(session.state()),
        Optional.of(session.name()),
        Optional.of(session.late()).filter(late -> late),
        session.expiresAt(),
        session.givenUpAt());
  }

  /** One of the eight states, with its number. */
  record Numbered(int number, String name) {

    static Numbered of(SessionState state) {
      return new Numbered(state.number(), state.toString());
    }

    /** Such as {@code 4 Accepted}. */
    @Override
    public String toString() {
      return number + " " + name;
    }
  }
}
