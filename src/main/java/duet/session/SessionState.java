package duet.session;

import com.fasterxml.jackson.annotation.JsonValue;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.handshake.Pair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a pair of connections has come, in the first eight connection states of Hyperledger
 * Indy's LibVCX ({@code VcxStateType}), which tools built on it still use, with their names and
 * numbers. This table maps the agents' states to them; {@code Initialized} and {@code OfferSent}
 * are one state to an agent, and a session tells them apart.
 *
 * <pre>
 * 0 None             there is no connection
 * 1 Initialized      inviter InvitationGenerated, and the invitation has not been delivered yet
 * 2 OfferSent        inviter InvitationGenerated, and the invitation has been delivered;
 *                    invitee InvitationReceived, ConnectionRequestPending
 * 3 RequestReceived  inviter ConnectionRequestReceived, ConnectionResponsePending;
 *                    invitee ConnectionRequestSent;
 *                    one side final while the other, which is seen, is not
 * 4 Accepted         inviter ConnectionResponseSent, invitee ConnectionResponseReceived: every
 *                    side that is seen
 * 5 Unfulfilled      set by us: nobody answered before the timeout, or nothing can come of it;
 *                    ProblemReportPending, ProblemReportSent, ProblemReportReceived
 * 6 Expired          set by us: past its expiry before anybody answered;
 *                    inviter InvitationExpired
 * 7 Revoked          set by us: deleted
 * </pre>
 *
 * Of two sides the one that has come further counts, but all that are seen must be final for {@code
 * Accepted}. A state that isn't in the table counts as the one before it.
 */
public enum SessionState {
  NONE("None"),
  INITIALIZED("Initialized"),
  OFFER_SENT("OfferSent"),
  REQUEST_RECEIVED("RequestReceived"),
  ACCEPTED("Accepted"),
  UNFULFILLED("Unfulfilled"),
  EXPIRED("Expired"),
  REVOKED("Revoked");

  private final String text;

  SessionState(String text) {
    this.text = text;
  }

  /** LibVCX's number for it. */
  @JsonValue
  public int number() {
    return ordinal();
  }

  /** What one side shows, if the other is unseen. */
  public static SessionState of(Connection side) {
    return of(List.of(side.state()));
  }

  public static SessionState of(Pair pair) {
    return of(
        Stream.of(pair.inviter(), pair.invitee())
            .flatMap(Optional::stream)
            .map(Connection::state)
            .toList());
  }

  /** Whether nothing more is to be expected, so that a new connection may take the name. */
  public boolean over() {
    return this == NONE || compareTo(ACCEPTED) >= 0;
  }

  @Override
  public String toString() {
    return text;
  }

  private static SessionState of(List<ConnectionState> seen) {
    var states = seen.stream().map(SessionState::one).toList();
    var furthest = states.stream().max(SessionState::compareTo).orElse(NONE);
    boolean all = states.stream().allMatch(state -> state == ACCEPTED);
    return furthest == ACCEPTED && !all ? REQUEST_RECEIVED : furthest;
  }

  private static SessionState one(ConnectionState state) {
    return switch (state) {
      case INVITATION_GENERATED, UNKNOWN -> INITIALIZED;
      case INVITATION_RECEIVED, CONNECTION_REQUEST_PENDING -> OFFER_SENT;
      case CONNECTION_REQUEST_SENT, CONNECTION_REQUEST_RECEIVED, CONNECTION_RESPONSE_PENDING ->
          REQUEST_RECEIVED;
      case CONNECTION_RESPONSE_SENT, CONNECTION_RESPONSE_RECEIVED -> ACCEPTED;
      case PROBLEM_REPORT_PENDING, PROBLEM_REPORT_SENT, PROBLEM_REPORT_RECEIVED -> UNFULFILLED;
      case INVITATION_EXPIRED -> EXPIRED;
    };
  }
}
