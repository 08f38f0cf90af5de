package duet.exchange;

import static duet.exchange.SendFailureDiagnosis.passing;
import static duet.exchange.SendFailureDiagnosis.permanent;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.Problem;
import duet.agent.State;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds out why a message could not be delivered: its peer refused it, or could not be reached. */
final class SendFailureAnalysis<R extends AgentRecord, P extends SidePair<R>> {

  private static final Set<State.Kind> RELEVANT = EnumSet.of(State.Kind.PENDING, State.Kind.DEAD);

  /** What is wrong with the address itself, so that no retry helps. */
  private static final Set<Cause> LASTING =
      EnumSet.of(
          Cause.ADDRESS_EMPTY,
          Cause.ADDRESS_PLACEHOLDER,
          Cause.ADDRESS_UNDERSCORE,
          Cause.ADDRESS_NOT_CALLED,
          Cause.ADDRESS_LOCALHOST,
          Cause.MEDIATOR_WS_ONLY,
          Cause.MEDIATOR_UNUSABLE,
          Cause.MEDIATOR_UNSUPPORTED);

  /** Where the agent that sends is at fault. */
  private static final Set<Cause> OF_THE_SENDER =
      EnumSet.of(Cause.NOT_SENT, Cause.MEDIATOR_UNSUPPORTED);

  private final ExchangeProtocol<R, P> protocol;

  SendFailureAnalysis(ExchangeProtocol<R, P> protocol) {
    this.protocol = protocol;
  }

  /**
   * Why a side's last attempt to send failed; only while it has something to send, or has given up.
   */
  Optional<SendFailureDiagnosis> diagnose(Side sender, P pair) {
    return pair.side(sender)
        .filter(record -> RELEVANT.contains(record.state().kind()))
        .flatMap(AgentRecord::lastFailure)
        .map(failure -> diagnose(sender, failure, pair));
  }

  /** Judges by what is known first, and by the agent's words last. */
  private SendFailureDiagnosis diagnose(Side sender, Problem failure, P pair) {
    var report = QuotedReport.in(failure.detail());
    if (report.isPresent()) {
      return reported(sender, report.get(), pair);
    }
    boolean direct = !address(sender.other(), pair).mediated();
    var error =
        HttpAnswer.agentError(failure.detail())
            .filter(type -> direct)
            .or(() -> Optional.of(failure.type()).filter(type -> known(sender, type, pair)));
    if (error.isPresent()) {
      return peerAnswered(sender, error.get(), status(failure), pair);
    }
    return HttpAnswer.in(failure.detail())
        .map(answer -> answered(sender, answer, pair))
        .orElseGet(() -> notReached(sender, failure, pair));
  }

  private boolean known(Side sender, String type, P pair) {
    return unknownDid(type) || protocol.peerError(sender, type, "", pair).isPresent();
  }

  private static String status(Problem failure) {
    return HttpAnswer.in(failure.detail()).map(answer -> ", HTTP " + answer.status()).orElse("");
  }

  private SendFailureDiagnosis peerAnswered(Side sender, String type, String status, P pair) {
    var peer = sender.other();
    var evidence = peer + " answered " + sender + "'s message with " + type + status;
    if (unknownDid(type) && pair.side(peer).isPresent()) {
      return elsewhere(sender, type, pair);
    }
    return protocol
        .peerError(sender, type, evidence, pair)
        .orElseGet(() -> passing(Cause.PEER_REFUSED, peer, evidence));
  }

  /** Whoever answers at a mediator's address is the mediator. */
  private SendFailureDiagnosis reported(Side sender, QuotedReport report, P pair) {
    var address = address(sender.other(), pair);
    return passing(
        report.cause(address.mediated()),
        address.owner(),
        answered(sender, address) + " with a problem report, " + report,
        address.toString());
  }

  private static String answered(Side sender, DidCommAddress address) {
    var who = address.owner() + "'s " + (address.mediated() ? "mediator" : "address");
    return "the %s answered %s's message".formatted(who, sender);
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

  /** An HTTP status without an agent's error. */
  private SendFailureDiagnosis answered(Side sender, HttpAnswer answer, P pair) {
    var peer = sender.other();
    var address = address(peer, pair);
    return passing(
        cause(answer, address),
        peer,
        answered(sender, address) + " with " + answer,
        address.toString());
  }

  private static Cause cause(HttpAnswer answer, DidCommAddress address) {
    if (address.mediated()) {
      return answer.expectsTls() ? Cause.MEDIATOR_NOT_REACHED : Cause.MEDIATOR_REFUSED;
    }
    if (answer.expectsTls()) {
      return Cause.ADDRESS_TLS;
    }
    return answer.foreign() ? Cause.ADDRESS_NO_AGENT : Cause.PEER_REFUSED;
  }

  private SendFailureDiagnosis notReached(Side sender, Problem failure, P pair) {
    var peer = sender.other();
    var words = failure.toString();
    var evidence = sender + " says: " + words;
    if (DidCommAddress.formsDiffer(sender, pair) && SendFailureWords.onUnreadableDid(words)) {
      return passing(Cause.DID_FORMS_DIFFER, peer, evidence);
    }
    var address = address(peer, pair);
    var cause = address.cause(words);
    var fault = OF_THE_SENDER.contains(cause) ? sender : peer;
    return LASTING.contains(cause)
        ? permanent(cause, fault, evidence, address.toString())
        : passing(cause, fault, evidence, address.toString());
  }

  private static boolean unknownDid(String type) {
    return type.endsWith("PeerDIDNotFoundError");
  }

  private DidCommAddress address(Side peer, P pair) {
    return DidCommAddress.of(peer, pair).orElseGet(() -> new DidCommAddress(peer, "unknown"));
  }
}
