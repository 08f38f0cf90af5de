package duet.agent;

import java.util.Optional;

/**
 * What an agent reports of a record: a row in the table of its protocol's states. Whoever polls can
 * miss any of them but the last of its role.
 */
public interface State {

  /** What is to be expected of a side in a state. */
  enum Kind {
    /** Passes by itself. */
    TRANSIENT,
    /** The agent has a message to send, and tries that by itself. */
    PENDING,
    /** It is the peer's turn. */
    WAITING,
    /** This side has done all it has to do. */
    FINAL,
    /** Nothing can come of it any more. */
    DEAD
  }

  /** The name that agents use for it; empty for one that only a newer agent knows. */
  String wire();

  /** The role whose state it is; {@link Role#UNKNOWN} where every role may report it. */
  Role role();

  Kind kind();

  /** Its place in the sequence of its role, from 0; -1 if it is outside of it. */
  int rank();

  /** The message that a side in this state has sent, as far as it saw no answer to it. */
  Optional<ProtocolMessage> sends();

  /** Whether a side in this state has sent or received a message. */
  boolean proves(ProtocolMessage message);

  /** What a state that is {@link Kind#DEAD} says went wrong. */
  Optional<Cause> cause();

  /** Whether a record that is {@link Kind#DEAD} now may have been in that state before. */
  boolean mayEnd(State earlier);

  default boolean known() {
    return !wire().isEmpty();
  }

  /**
   * Whether a side that was seen in one state may be in this one now: forwards over any number of
   * states, or still in the same. States of newer agents may come after any, and any after them.
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
