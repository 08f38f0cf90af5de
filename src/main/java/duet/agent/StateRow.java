package duet.agent;

import duet.agent.State.Kind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What stands of a state in the table of its protocol's states.
 *
 * @param wire the name that agents use for it; empty for a state of a newer agent
 * @param role whose state it is; {@link Role#UNKNOWN} if every role may report it
 * @param sends the message that a side in it has sent and that is unanswered
 * @param proves the messages that a side in it has sent or received
 */
public record StateRow(
    String wire,
    Role role,
    Kind kind,
    Optional<ProtocolMessage> sends,
    Set<? extends ProtocolMessage> proves) {

  /**
   * @param sends null for none
   * @param proves the last message that was exchanged, with all before it; null for none
   */
  static <M extends Enum<M> & ProtocolMessage> StateRow of(
      String wire, Role role, Kind kind, M sends, M proves) {
    return new StateRow(
        wire,
        role,
        kind,
        Optional.ofNullable(sends),
        proves == null
            ? Set.of()
            : EnumSet.range(proves.getDeclaringClass().getEnumConstants()[0], proves));
  }

  /** A state's place among those of its role, which are in order; -1 if it is outside of it. */
  static <S extends Enum<S> & State> int rank(S state) {
    if (state.kind() == Kind.DEAD || !state.known()) {
      return -1;
    }
    int rank = 0;
    for (S one : state.getDeclaringClass().getEnumConstants()) {
      rank += one.role() == state.role() && one.ordinal() < state.ordinal() ? 1 : 0;
    }
    return rank;
  }
}
