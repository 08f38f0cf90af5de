package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.session.Session;
import duet.session.SessionState;

/** How far a pair has come, for people and for programs. */
final class SessionStateView {

  private SessionStateView() {}

  /** Such as {@code 4 Accepted}. */
  static String text(SessionState standing) {
    return standing.number() + " " + standing;
  }

  static void put(ObjectNode json, SessionState standing) {
    json.putObject("standing").put("number", standing.number()).put("name", standing.toString());
  }

  static void put(ObjectNode json, Session session) {
    json.put("name", session.name());
    put(json, session.state());
    if (session.late()) {
      json.put("late", true);
    }
    session.expiresAt().ifPresent(time -> json.put("expiresAt", time.toString()));
    session.givenUpAt().ifPresent(time -> json.put("givenUpAt", time.toString()));
  }
}
