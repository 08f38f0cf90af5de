package duet.handshake;

import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import java.util.Optional;

/** What two sides that don't move any more show: which message got lost between them. */
final class StallDiagnosis {

  private StallDiagnosis() {}

  /** Empty if a side isn't seen and the other's state says nothing. */
  static Optional<Diagnosis> of(Pair pair) {
    var inviter = pair.inviter().map(Connection::state);
    var invitee = pair.invitee().map(Connection::state);
    if (failure(Side.INVITEE, pair).isPresent()) {
      return failure(Side.INVITEE, pair);
    }
    if (failure(Side.INVITER, pair).isPresent()) {
      return failure(Side.INVITER, pair);
    }
    boolean requestSent = invitee.equals(Optional.of(ConnectionState.CONNECTION_REQUEST_SENT));
    boolean unanswered = inviter.equals(Optional.of(ConnectionState.INVITATION_GENERATED));
    if (SendFailureDiagnosis.formsDiffer(pair) && (requestSent || unanswered)) {
      return Optional.of(
          Diagnosis.of(Cause.DID_FORMS_DIFFER, null, "one DID has its service as a plain string"));
    }
    if (requestSent && unanswered) {
      return Optional.of(lost(Cause.REQUEST_NOT_SEEN, Side.INVITER, pair));
    }
    if (requestSent && inviter.equals(Optional.of(ConnectionState.CONNECTION_RESPONSE_SENT))) {
      return Optional.of(lost(Cause.RESPONSE_NOT_SEEN, Side.INVITEE, pair));
    }
    if (unanswered && invitee.isEmpty()) {
      return Optional.of(Diagnosis.of(Cause.NOBODY_ANSWERED, null));
    }
    return Optional.of(Diagnosis.of(Cause.STILL_UNDERWAY, null));
  }

  private static Optional<Diagnosis> failure(Side side, Pair pair) {
    return pair.side(side)
        .filter(connection -> !connection.state().connected())
        .filter(connection -> Transitions.rank(side, connection.state()) > 0)
        .filter(connection -> connection.state() != ConnectionState.CONNECTION_REQUEST_SENT)
        .flatMap(Connection::lastFailure)
        .map(failure -> SendFailureDiagnosis.of(side, failure, pair).diagnosis());
  }

  private static Diagnosis lost(Cause cause, Side receiver, Pair pair) {
    return Diagnosis.of(
        cause,
        receiver,
        DidCommAddress.of(receiver, pair)
            .map(DidCommAddress::toString)
            .orElse("no DID is known of it"));
  }
}
