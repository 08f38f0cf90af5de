package duet.handshake;

import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.State;
import java.util.Optional;

/** What two sides that don't move any more show: which message got lost between them. */
final class Stall {

  private Stall() {}

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
    boolean requestSent = invitee.equals(Optional.of(State.CONNECTION_REQUEST_SENT));
    boolean unanswered = inviter.equals(Optional.of(State.INVITATION_GENERATED));
    if (SendFailure.formsDiffer(pair) && (requestSent || unanswered)) {
      return Optional.of(
          Diagnosis.of(Cause.DID_FORMS_DIFFER, null, "one DID has its service as a plain string"));
    }
    if (requestSent && unanswered) {
      return Optional.of(lost(Cause.REQUEST_NOT_SEEN, Side.INVITER, pair));
    }
    if (requestSent && inviter.equals(Optional.of(State.CONNECTION_RESPONSE_SENT))) {
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
        .filter(connection -> connection.state() != State.CONNECTION_REQUEST_SENT)
        .flatMap(Connection::lastFailure)
        .map(failure -> SendFailure.of(side, failure, pair).diagnosis());
  }

  private static Diagnosis lost(Cause cause, Side receiver, Pair pair) {
    return Diagnosis.of(
        cause,
        receiver,
        DidAddress.of(receiver, pair).map(DidAddress::toString).orElse("no DID is known of it"));
  }
}
