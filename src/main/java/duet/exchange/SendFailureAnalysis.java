package duet.exchange;

import static duet.exchange.SendFailureDiagnosis.passing;
import static duet.exchange.SendFailureDiagnosis.permanent;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.Problem;
import duet.agent.State;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out why a message could not be delivered: its peer refused it, or could not be reached. */
final class SendFailureAnalysis<R extends AgentRecord, P extends SidePair<R>> {

  private static final Pattern PEER_ERROR =
      Pattern.compile("\\\\?\"type\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]{1,200})\\\\?\"");

  private final ExchangeProtocol<R, P> protocol;

  SendFailureAnalysis(ExchangeProtocol<R, P> protocol) {
    this.protocol = protocol;
  }

  /** Why a side's last attempt to send failed; only while it has something to send. */
  Optional<SendFailureDiagnosis> diagnose(Side sender, P pair) {
    return pair.side(sender)
        .filter(record -> record.state().kind() == State.Kind.PENDING)
        .flatMap(AgentRecord::lastFailure)
        .map(failure -> diagnose(sender, failure, pair));
  }

  private SendFailureDiagnosis diagnose(Side sender, Problem failure, P pair) {
    Matcher peerError = PEER_ERROR.matcher(failure.detail());
    return peerError.find()
        ? peerAnswered(sender, peerError.group(1), pair)
        : notReached(sender, failure, pair);
  }

  private SendFailureDiagnosis peerAnswered(Side sender, String type, P pair) {
    var evidence = sender.other() + " answered " + sender + "'s message with " + type;
    return protocol
        .peerError(sender, type, evidence, pair)
        .orElseGet(() -> peerAnswered(sender, type, evidence, pair));
  }

  private SendFailureDiagnosis peerAnswered(Side sender, String type, String evidence, P pair) {
    var peer = sender.other();
    boolean unknownDid = type.endsWith("PeerDIDNotFoundError");
    boolean unknown = unknownDid || type.endsWith("ThreadIdNotFound");
    if (unknown && DidCommAddress.formsDiffer(pair)) {
      return permanent(Cause.DID_FORMS_DIFFER, peer, evidence);
    }
    if (unknownDid && pair.side(peer).isPresent()) {
      return elsewhere(sender, type, pair);
    }
    return unknown
        ? permanent(Cause.PEER_REFUSED, peer, evidence)
        : passing(Cause.PEER_REFUSED, peer, evidence);
  }

  /** The peer has its record, so an agent that doesn't know its DID is another one. */
  private SendFailureDiagnosis elsewhere(Side sender, String type, P pair) {
    var peer = sender.other();
    var address = address(peer, pair);
    return permanent(
        address.loopback() ? Cause.ADDRESS_LOCALHOST : Cause.ADDRESS_OF_ANOTHER,
        peer,
        "the agent that answered " + sender + "'s message does not know the DID: " + type,
        address.toString());
  }

  private SendFailureDiagnosis notReached(Side sender, Problem failure, P pair) {
    var peer = sender.other();
    var text = failure.toString().toLowerCase(Locale.ROOT);
    var evidence = sender + " says: " + failure;
    if (DidCommAddress.formsDiffer(pair) && text.matches(".*(parse|decod|resol|did).*")) {
      return passing(Cause.DID_FORMS_DIFFER, peer, evidence);
    }
    var address = address(peer, pair);
    return passing(address.cause(text), peer, evidence, address.toString());
  }

  private DidCommAddress address(Side peer, P pair) {
    return DidCommAddress.of(peer, pair).orElseGet(() -> new DidCommAddress(peer, "unknown"));
  }
}
