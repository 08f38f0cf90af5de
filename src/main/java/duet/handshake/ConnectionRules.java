package duet.handshake;

import static duet.exchange.SendFailureDiagnosis.passing;
import static duet.exchange.SendFailureDiagnosis.permanent;

import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.exchange.Diagnosis;
import duet.exchange.ExchangeProtocol;
import duet.exchange.SendFailureDiagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is specific to connections 1.0, besides their states.
 *
 * @param requestSentSuffices whether an invitee that has sent its request counts as connected
 */
record ConnectionRules(boolean requestSentSuffices) implements ExchangeProtocol<Connection, Pair> {

  @Override
  public List<Side> sides() {
    return Side.CONNECTION;
  }

  @Override
  public Pair pair(Optional<Connection> inviter, Optional<Connection> invitee, Timeline timeline) {
    return new Pair(inviter, invitee, timeline);
  }

  @Override
  public boolean complete(Connection connection) {
    var state = connection.state();
    return state.connected()
        || requestSentSuffices && state == ConnectionState.CONNECTION_REQUEST_SENT;
  }

  @Override
  public Optional<Diagnosis> disagreement(Pair pair) {
    if (pair.oneSided() || requestSentSuffices) {
      return Optional.empty();
    }
    var inviter = pair.inviter().orElseThrow();
    var invitee = pair.invitee().orElseThrow();
    if (!inviter.thid().equals(invitee.thid())) {
      return Optional.of(
          Diagnosis.of(
              Cause.THREADS_DIFFER,
              null,
              "inviter has thread " + inviter.thid(),
              "invitee has thread " + invitee.thid()));
    }
    return pair.didsMatch()
        ? Optional.empty()
        : Optional.of(
            Diagnosis.of(
                Cause.DIDS_DIFFER,
                null,
                "inviter's peer is " + inviter.theirDid().orElse("missing"),
                "invitee's own DID is " + invitee.myDid().orElse("missing")));
  }

  @Override
  public Optional<SendFailureDiagnosis> peerError(
      Side sender, String type, String evidence, Pair pair) {
    if (sender == Side.INVITEE && type.endsWith("InvitationExpired")) {
      return Optional.of(permanent(Cause.INVITATION_EXPIRED, Side.INVITER, evidence));
    }
    if (type.endsWith("ThreadIdNotFound") || type.endsWith("PeerDIDNotFoundError")) {
      var cause = sender == Side.INVITEE ? Cause.INVITATION_UNKNOWN : Cause.RECORD_VANISHED;
      return Optional.of(permanent(cause, sender.other(), evidence));
    }
    if (sender == Side.INVITEE && type.endsWith("InvalidStateForOperation")) {
      return Optional.of(
          takenByOurselves(pair)
              ? passing(Cause.PEER_REFUSED, Side.INVITER, evidence)
              : permanent(Cause.INVITATION_USED, Side.INVITER, evidence));
    }
    return Optional.empty();
  }

  @Override
  public RuntimeException deadEnd(Diagnosis diagnosis, Pair pair) {
    return new DeadEndException(diagnosis, pair);
  }

  @Override
  public RuntimeException timedOut(Duration timeout, Diagnosis diagnosis, Pair pair) {
    return new HandshakeTimeoutException(timeout, diagnosis, pair);
  }

  /** Whether the inviter's peer is the very invitee that is refused. */
  private static boolean takenByOurselves(Pair pair) {
    return pair.inviter()
        .flatMap(Connection::theirDid)
        .filter(did -> pair.invitee().flatMap(Connection::myDid).equals(Optional.of(did)))
        .isPresent();
  }
}
