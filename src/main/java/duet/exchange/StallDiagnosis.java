package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which message was lost between two sides that no longer move. */
final class StallDiagnosis<R extends AgentRecord, P extends SidePair<R>> {

  private final SendFailureAnalysis<R, P> failures;
  private final WaitThresholds thresholds;
  private final P pair;
  private final Set<Side> awaited;

  /**
   * @param awaited the sides whose records are yet to be found, unlike those that nobody sees
   */
  StallDiagnosis(
      SendFailureAnalysis<R, P> failures, WaitThresholds thresholds, P pair, Set<Side> awaited) {
    this.failures = failures;
    this.thresholds = thresholds;
    this.pair = pair;
    this.awaited = awaited;
  }

  /** {@link Cause#STILL_UNDERWAY} where the states say nothing. */
  Diagnosis diagnosis() {
    return first(side -> failures.diagnose(side, pair).map(SendFailureDiagnosis::diagnosis))
        .or(() -> first(this::lost))
        .or(() -> first(this::silent))
        .orElseGet(() -> Diagnosis.of(Cause.STILL_UNDERWAY, null, unchanged()));
  }

  /** How long each side that has not ended has been in its state, and which mediators there are. */
  private String[] unchanged() {
    var states =
        pair.sides().stream()
            .filter(
                side ->
                    pair.side(side).filter(r -> r.state().kind() != State.Kind.FINAL).isPresent())
            .map(this::reported);
    var mediated = DidCommAddress.mediated(pair).stream().map(DidCommAddress::toString);
    return Stream.concat(states, mediated).toArray(String[]::new);
  }

  private String reported(Side side) {
    return side + " reports " + pair.side(side).orElseThrow().reportedState() + since(side);
  }

  /** A peer that nobody sees took a message, and sent none. */
  private Optional<Diagnosis> silent(Side sender) {
    return pair.side(sender)
        .filter(record -> waits(sender) && unseen(sender.other()))
        .filter(record -> !early(sender) || DidCommAddress.mediated(pair).isEmpty())
        .flatMap(record -> record.state().sends())
        .filter(message -> !message.outOfBand())
        .map(
            message ->
                Diagnosis.of(
                    mediated(sender.other()) ? Cause.NOT_PICKED_UP : Cause.PEER_SILENT,
                    sender.other(),
                    "no message from the %s after %s's %s%s"
                        .formatted(sender.other(), sender, message, since(sender)),
                    address(sender.other()),
                    address(sender),
                    formsHint(sender)));
  }

  /** The agent's own time of the change if it came before the start, as in a resumed exchange. */
  private Instant changed(Side side) {
    var seen = Instant.now().minus(pair.timeline().sinceChange(side));
    return pair.side(side).flatMap(R::updatedAt).filter(seen::isAfter).orElse(seen);
  }

  private String since(Side side) {
    var since = changed(side);
    return ", for %d s, since %s"
        .formatted(
            Duration.between(since, Instant.now()).toSeconds(),
            since.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether what a side sent may still be at a mediator. */
  private boolean early(Side sender) {
    return changed(sender).plus(thresholds.pickup()).isAfter(Instant.now());
  }

  private String formsHint(Side sender) {
    return !mediated(sender.other()) && DidCommAddress.formsDiffer(sender.other(), pair)
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
    boolean missed =
        awaited.contains(receiver)
            || record.filter(seen -> waits(receiver) && !seen.state().proves(message)).isPresent();
    var sender = receiver.other();
    if (!missed || mediated(receiver) && early(sender)) {
      return Optional.empty();
    }
    return Optional.of(
        mediated(receiver)
            ? Diagnosis.of(Cause.NOT_PICKED_UP, receiver, reported(sender), address(receiver))
            : Diagnosis.of(notSeen(message, receiver), receiver, address(receiver)));
  }

  private boolean mediated(Side side) {
    return DidCommAddress.of(side, pair).filter(DidCommAddress::mediated).isPresent();
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

  /** Whether a stranger has it. */
  private boolean unseen(Side side) {
    return pair.side(side).isEmpty() && !awaited.contains(side);
  }

  private boolean waits(Side side) {
    return pair.side(side).filter(r -> r.state().kind() == State.Kind.WAITING).isPresent();
  }

  /** In a connection it is the invitee that sends first. */
  private Optional<Diagnosis> first(Function<Side, Optional<Diagnosis>> of) {
    return of.apply(pair.sides().get(1)).or(() -> of.apply(pair.sides().get(0)));
  }
}
