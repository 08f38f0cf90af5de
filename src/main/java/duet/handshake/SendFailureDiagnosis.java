package duet.handshake;

import duet.agent.Cause;
import duet.agent.Problem;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent's {@code metaLastFailure} says of a message that it could not deliver.
 *
 * @param permanent whether another attempt can't help
 */
record SendFailureDiagnosis(Diagnosis diagnosis, boolean permanent) {

  private static final Pattern PEER_ERROR =
      Pattern.compile("\\\\?\"type\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]{1,200})\\\\?\"");

  /**
   * @param sender the side that tried to send
   */
  static SendFailureDiagnosis of(Side sender, Problem failure, Pair pair) {
    Matcher peerError = PEER_ERROR.matcher(failure.detail());
    return peerError.find()
        ? peerAnswered(sender, peerError.group(1), failure, pair)
        : notReached(sender, failure, pair);
  }

  private static SendFailureDiagnosis peerAnswered(
      Side sender, String type, Problem failure, Pair pair) {
    var peer = sender.other();
    var evidence = peer + " answered " + sender + "'s message with " + type;
    if (sender == Side.INVITEE && type.endsWith("InvitationExpired")) {
      return permanently(Cause.INVITATION_EXPIRED, Side.INVITER, evidence);
    }
    if (sender == Side.INVITEE && type.endsWith("InvalidStateForOperation")) {
      return takenByOurselves(pair)
          ? passing(Cause.PEER_REFUSED, peer, evidence)
          : permanently(Cause.INVITATION_USED, Side.INVITER, evidence);
    }
    boolean forgetful = type.endsWith("PeerDIDNotFoundError") || type.endsWith("ThreadIdNotFound");
    if (forgetful && formsDiffer(pair)) {
      return permanently(Cause.DID_FORMS_DIFFER, peer, evidence);
    }
    if (type.endsWith("PeerDIDNotFoundError") && pair.side(peer).isPresent()) {
      return elsewhere(sender, type, pair);
    }
    return forgetful
        ? permanently(Cause.PEER_REFUSED, peer, evidence)
        : passing(Cause.PEER_REFUSED, peer, evidence);
  }

  /** The peer has its record, so who doesn't know its DID is another. */
  private static SendFailureDiagnosis elsewhere(Side sender, String type, Pair pair) {
    var peer = sender.other();
    var address =
        DidCommAddress.of(peer, pair).orElseGet(() -> new DidCommAddress(peer, "unknown"));
    return permanently(
        address.loopback() ? Cause.ADDRESS_LOCALHOST : Cause.ADDRESS_OF_ANOTHER,
        peer,
        "who answered " + sender + "'s message there does not know the DID: " + type,
        address.toString());
  }

  private static SendFailureDiagnosis notReached(Side sender, Problem failure, Pair pair) {
    var peer = sender.other();
    var text = failure.toString().toLowerCase(Locale.ROOT);
    var evidence = sender + " says: " + failure;
    if (formsDiffer(pair) && text.matches(".*(parse|decod|resol|did).*")) {
      return passing(Cause.DID_FORMS_DIFFER, peer, evidence);
    }
    var address =
        DidCommAddress.of(peer, pair).orElseGet(() -> new DidCommAddress(peer, "unknown"));
    return passing(address.cause(text), peer, evidence, address.toString());
  }

  /** Whether the inviter's peer is the very invitee that is refused. */
  private static boolean takenByOurselves(Pair pair) {
    return pair.inviter()
        .flatMap(inviter -> inviter.theirDid())
        .filter(did -> pair.invitee().flatMap(invitee -> invitee.myDid()).equals(Optional.of(did)))
        .isPresent();
  }

  /** Whether one side's DID has its service as a plain string, as in 2023, and the other's not. */
  static boolean formsDiffer(Pair pair) {
    var inviter = pair.did(Side.INVITER).flatMap(SendFailureDiagnosis::plain);
    var invitee = pair.did(Side.INVITEE).flatMap(SendFailureDiagnosis::plain);
    return inviter.isPresent() && invitee.isPresent() && !inviter.equals(invitee);
  }

  private static Optional<Boolean> plain(String did) {
    try {
      return PeerDid.parse(did).services().stream().findFirst().map(PeerDid.Service::plain);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static SendFailureDiagnosis permanently(Cause cause, Side side, String... evidence) {
    return new SendFailureDiagnosis(Diagnosis.of(cause, side, evidence), true);
  }

  private static SendFailureDiagnosis passing(Cause cause, Side side, String... evidence) {
    return new SendFailureDiagnosis(Diagnosis.of(cause, side, evidence), false);
  }
}
