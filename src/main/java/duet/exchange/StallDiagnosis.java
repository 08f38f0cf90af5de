package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which message was lost between two sides that no longer move. */
final class StallDiagnosis<R extends AgentRecord, P extends SidePair<R>> {

  private final SendFailureAnalysis<R, P> failures;
  private final P pair;

  StallDiagnosis(SendFailureAnalysis<R, P> failures, P pair) {
    this.failures = failures;
    this.pair = pair;
  }

  /** {@link Cause#STILL_UNDERWAY} where the states say nothing. */
  Diagnosis diagnosis() {
    return first(side -> failures.diagnose(side, pair).map(SendFailureDiagnosis::diagnosis))
        .or(this::differentForms)
        .or(() -> first(this::lost))
        .orElseGet(() -> Diagnosis.of(Cause.STILL_UNDERWAY, null));
  }

  private Optional<Diagnosis> differentForms() {
    boolean waiting = Stream.of(Side.values()).anyMatch(this::waits);
    return waiting && DidCommAddress.formsDiffer(pair)
        ? Optional.of(
            Diagnosis.of(Cause.DID_FORMS_DIFFER, null, "one DID has its service as a plain string"))
        : Optional.empty();
  }

  private Optional<Diagnosis> lost(Side sender) {
    return pair.side(sender)
        .flatMap(record -> record.state().sends())
        .flatMap(message -> lost(message, sender.other()));
  }

  private Optional<Diagnosis> lost(ProtocolMessage message, Side receiver) {
    var record = pair.side(receiver);
    if (message.outOfBand()) {
      return record.isEmpty()
          ? Optional.of(Diagnosis.of(message.notSeen(), null))
          : Optional.empty();
    }
    return record
        .filter(seen -> waits(receiver) && !seen.state().proves(message))
        .map(seen -> Diagnosis.of(message.notSeen(), receiver, address(receiver)));
  }

  private String address(Side receiver) {
    return DidCommAddress.of(receiver, pair)
        .map(DidCommAddress::toString)
        .orElse("its DID is unknown");
  }

  private boolean waits(Side side) {
    return pair.side(side).filter(r -> r.state().kind() == State.Kind.WAITING).isPresent();
  }

  /** The invitee comes first, since it sends first. */
  private static Optional<Diagnosis> first(Function<Side, Optional<Diagnosis>> of) {
    return of.apply(Side.INVITEE).or(() -> of.apply(Side.INVITER));
  }
}
