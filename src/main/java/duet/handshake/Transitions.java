package duet.handshake;

import static duet.agent.State.CONNECTION_REQUEST_PENDING;
import static duet.agent.State.CONNECTION_REQUEST_RECEIVED;
import static duet.agent.State.CONNECTION_REQUEST_SENT;
import static duet.agent.State.CONNECTION_RESPONSE_PENDING;
import static duet.agent.State.CONNECTION_RESPONSE_RECEIVED;
import static duet.agent.State.CONNECTION_RESPONSE_SENT;
import static duet.agent.State.INVITATION_EXPIRED;
import static duet.agent.State.INVITATION_GENERATED;
import static duet.agent.State.INVITATION_RECEIVED;

import duet.agent.State;
import java.util.List;

/**
 * The legal transitions of each role: forwards in this order, over any number of states, since
 * whoever looks from outside can miss each but the last. An unused invitation can expire. Problem
 * reports and states of newer agents may come after any state, and any state after those.
 */
final class Transitions {

  private static final List<State> INVITER =
      List.of(
          INVITATION_GENERATED,
          CONNECTION_REQUEST_RECEIVED,
          CONNECTION_RESPONSE_PENDING,
          CONNECTION_RESPONSE_SENT);
  private static final List<State> INVITEE =
      List.of(
          INVITATION_RECEIVED,
          CONNECTION_REQUEST_PENDING,
          CONNECTION_REQUEST_SENT,
          CONNECTION_RESPONSE_RECEIVED);

  private Transitions() {}

  /** Whether a side that was seen in one state may be in the other now; staying is legal. */
  static boolean legal(Side side, State from, State to) {
    if (from == to || to == State.UNKNOWN || from == State.UNKNOWN || isProblem(to)) {
      return true;
    }
    if (to == INVITATION_EXPIRED) {
      return from == INVITATION_GENERATED;
    }
    int before = rank(side, from);
    int after = rank(side, to);
    return after >= 0 && after > before;
  }

  /** How far a side is; -1 for a state that the role doesn't have. */
  static int rank(Side side, State state) {
    return (side == Side.INVITER ? INVITER : INVITEE).indexOf(state);
  }

  private static boolean isProblem(State state) {
    return state.dead() && state != INVITATION_EXPIRED;
  }
}
