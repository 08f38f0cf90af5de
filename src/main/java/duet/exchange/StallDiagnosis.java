package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        .or(() -> first(this::lost))
        .or(() -> first(this::silent))
        .orElseGet(() -> Diagnosis.of(Cause.STILL_UNDERWAY, null, unchanged()));
  }

  /** How long each side that has not ended has been in its state. */
  private String[] unchanged() {
    return Stream.of(Side.values())
        .filter(
            side -> pair.side(side).filter(r -> r.state().kind() != State.Kind.FINAL).isPresent())
        .map(side -> side + " reports " + pair.side(side).get().reportedState() + since(side))
        .toArray(String[]::new);
  }

  /** A peer that nobody sees took a message, and sent none. */
  private Optional<Diagnosis> silent(Side sender) {
    return pair.side(sender)
        .filter(record -> waits(sender) && pair.side(sender.other()).isEmpty())
        .flatMap(record -> record.state().sends())
        .filter(message -> !message.outOfBand())
        .map(
            message ->
                Diagnosis.of(
                    Cause.PEER_SILENT,
                    sender.other(),
                    "no message from the %s after %s's %s%s"
                        .formatted(sender.other(), sender, message, since(sender)),
                    address(sender.other()),
                    address(sender),
                    formsHint(sender)));
  }

  /** The agent's own time of the change if it came before the start, as in a resumed exchange. */
  private String since(Side side) {
    var now = Instant.now();
    var seen = now.minus(pair.timeline().sinceChange(side));
    var since = pair.side(side).flatMap(R::updatedAt).filter(seen::isAfter).orElse(seen);
    return ", for %d s, since %s"
        .formatted(Duration.between(since, now).toSeconds(), since.truncatedTo(ChronoUnit.SECONDS));
  }

  private String formsHint(Side sender) {
    return DidCommAddress.formsDiffer(sender.other(), pair)
        ? "the "
            + sender.other()
            + "'s DID has its service as a plain string, the "
            + sender
            + "'s has not: an agent of 2023 can't read the latter"
        : "";
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
        .map(seen -> Diagnosis.of(notSeen(message, receiver), receiver, address(receiver)));
  }

  /** A receiver whose agent dates from 2023 can't read the sender's DID. */
  private Cause notSeen(ProtocolMessage message, Side receiver) {
    return DidCommAddress.formsDiffer(receiver, pair) ? Cause.DID_FORMS_DIFFER : message.notSeen();
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
