package duet.handshake;

import static duet.agent.ConnectionState.CONNECTION_REQUEST_PENDING;
import static duet.agent.ConnectionState.CONNECTION_REQUEST_RECEIVED;
import static duet.agent.ConnectionState.CONNECTION_REQUEST_SENT;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_PENDING;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_RECEIVED;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_SENT;
import static duet.agent.ConnectionState.INVITATION_EXPIRED;
import static duet.agent.ConnectionState.INVITATION_GENERATED;
import static duet.agent.ConnectionState.INVITATION_RECEIVED;

import duet.agent.ConnectionState;
import java.util.List;

/**
 * The legal transitions of each role: forwards in this order, over any number of states, since
 * whoever looks from outside can miss each but the last. An unused invitation can expire. Problem
 * reports and states of newer agents may come after any state, and any state after those.
 */
final class Transitions {

  private static final List<ConnectionState> INVITER =
      List.of(
          INVITATION_GENERATED,
          CONNECTION_REQUEST_RECEIVED,
          CONNECTION_RESPONSE_PENDING,
          CONNECTION_RESPONSE_SENT);
  private static final List<ConnectionState> INVITEE =
      List.of(
          INVITATION_RECEIVED,
          CONNECTION_REQUEST_PENDING,
          CONNECTION_REQUEST_SENT,
          CONNECTION_RESPONSE_RECEIVED);

  private Transitions() {}

  /** Whether a side that was seen in one state may be in the other now; staying is legal. */
  static boolean legal(Side side, ConnectionState from, ConnectionState to) {
    if (from == to
        || to == ConnectionState.UNKNOWN
        || from == ConnectionState.UNKNOWN
        || isProblem(to)) {
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
  static int rank(Side side, ConnectionState state) {
    return (side == Side.INVITER ? INVITER : INVITEE).indexOf(state);
  }

  private static boolean isProblem(ConnectionState state) {
    return state.dead() && state != INVITATION_EXPIRED;
  }
}
