package duet.agent;

import java.util.Optional;

/**
 * What an agent reports of a record: a row in the table of its protocol's states. Polling can miss
 * any of them but the last of its role.
 */
public interface State {

  /** What a side in a state does next. */
  enum Kind {
    /** Passes by itself. */
    TRANSIENT,
    /** The agent is making a message, or checking one that it got. */
    PROCESSING,
    /** The agent is trying to send a message. */
    PENDING,
    /** It is the peer's turn. */
    WAITING,
    /** This side is done. */
    FINAL,
    /** It can never become final. */
    DEAD
  }

  StateRow row();

  /** The name that agents use for it; empty for a state of a newer agent. */
  default String wire() {
    return row().wire();
  }

  /** The role whose state it is; {@link Role#UNKNOWN} if every role may report it. */
  default Role role() {
    return row().role();
  }

  default Kind kind() {
    return row().kind();
  }

  /** Its place in the sequence of its role, from 0; -1 if it is outside of it. */
  int rank();

  /** The message that a side in this state has sent and that is unanswered. */
  default Optional<ProtocolMessage> sends() {
    return row().sends();
  }

  /** Whether a side in this state has sent or received a message. */
  default boolean proves(ProtocolMessage message) {
    return row().proves().contains(message);
  }

  /** What went wrong, if it is {@link Kind#DEAD}. */
  Optional<Cause> cause();

  /** Whether a record that is {@link Kind#DEAD} now may have been in that state before. */
  boolean mayEnd(State earlier);

  default boolean known() {
    return !wire().isEmpty();
  }

  /**
   * Whether a side that was seen in an earlier state may be in this one now: the same, or any later
   * one. States of newer agents may follow any, and any may follow them.
   *
   * @param role of the side
   */
  default boolean mayFollow(State earlier, Role role) {
    if (this == earlier || !known() || !earlier.known()) {
      return true;
    }
    return kind() == Kind.DEAD ? mayEnd(earlier) : role() == role && rank() > earlier.rank();
  }
}
