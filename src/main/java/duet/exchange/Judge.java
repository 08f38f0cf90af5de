package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a pair by what is seen of it; an unseen side has no say. A failure of a record that moved
 * on or is final is no evidence.
 */
final class Judge<R extends AgentRecord, P extends SidePair<R>> {

  /** Agents leave a few retries unused when they rest: 2 of 5 as a rule. */
  private static final int FEW = 2;

  private final ExchangeProtocol<R, P> protocol;
  private final WaitThresholds thresholds;
  private final SendFailureAnalysis<R, P> failures;

  Judge(ExchangeProtocol<R, P> protocol, WaitThresholds thresholds) {
    this.protocol = protocol;
    this.thresholds = thresholds;
    this.failures = new SendFailureAnalysis<>(protocol);
  }

  /**
   * @param seen each side that is seen, inviter first
   */
  Progress judge(P pair, List<SideSnapshot<R>> seen) {
    Optional<Diagnosis> dead =
        seen.stream().map(this::deadEnd).flatMap(Optional::stream).findFirst();
    if (dead.isPresent()) {
      return new Progress.DeadEnd(explained(dead.get(), pair));
    }
    if (!seen.stream().allMatch(side -> protocol.complete(side.record()))) {
      return refusedForGood(seen, pair)
          .or(() -> lost(seen, pair))
          .<Progress>map(Progress.DeadEnd::new)
          .orElseGet(Progress.Underway::new);
    }
    return protocol
        .disagreement(pair)
        .<Progress>map(Progress.DeadEnd::new)
        .orElseGet(() -> new Progress.Complete(seen.size() == 1));
  }

  /** What two sides show that have not come to their end in time. */
  Diagnosis stall(P pair) {
    return new StallDiagnosis<>(failures, pair).diagnosis();
  }

  private Optional<Diagnosis> deadEnd(SideSnapshot<R> side) {
    var state = side.record().reportedState();
    var cause = side.state().cause();
    if (cause.isPresent()) {
      var role = side.state().role();
      var fault = role == Role.UNKNOWN ? side.side() : Side.of(role);
      return Optional.of(Diagnosis.of(cause.get(), fault, side.side() + " reports " + state));
    }
    if (side.anomaly().isPresent()) {
      return side.anomaly();
    }
    int retries = side.record().metaRetries().orElse(Integer.MAX_VALUE);
    boolean failed = side.sendFailure().isPresent();
    if (side.pending() && retries <= 0
        || failed && retries <= FEW && side.quietFor(thresholds.lastRetry())) {
      return Optional.of(
          Diagnosis.of(
              Cause.RETRIES_USED_UP, side.side(), retries + " retries left in state " + state));
    }
    if (side.pending() && side.quietFor(thresholds.silence())) {
      return Optional.of(
          Diagnosis.of(
              Cause.NOT_MOVING,
              side.side(),
              state + " without a change for " + side.quiet().toSeconds() + " s"));
    }
    return Optional.empty();
  }

  /** An error that a retry won't cure, once the state had time to move on all the same. */
  private Optional<Diagnosis> refusedForGood(List<SideSnapshot<R>> seen, P pair) {
    return seen.stream()
        .filter(side -> side.sendFailure().isPresent() && side.quietFor(thresholds.peerError()))
        .map(side -> failures.diagnose(side.side(), side.sendFailure().get(), pair))
        .filter(SendFailureDiagnosis::permanent)
        .map(SendFailureDiagnosis::diagnosis)
        .findFirst();
  }

  /** A message that was sent and that the other side didn't see in all the time it had. */
  private Optional<Diagnosis> lost(List<SideSnapshot<R>> seen, P pair) {
    return seen.size() == 2 && seen.stream().allMatch(side -> side.quietFor(thresholds.silence()))
        ? Optional.of(stall(pair)).filter(stall -> stall.cause() != Cause.STILL_UNDERWAY)
        : Optional.empty();
  }

  /** The agent's last failure tells more than that its retries are used up. */
  private Diagnosis explained(Diagnosis dead, P pair) {
    if (dead.cause() != Cause.RETRIES_USED_UP && dead.cause() != Cause.NOT_MOVING) {
      return dead;
    }
    var side = dead.side().orElseThrow();
    return pair.side(side)
        .flatMap(AgentRecord::lastFailure)
        .map(failure -> failures.diagnose(side, failure, pair).diagnosis())
        .map(
            better ->
                new Diagnosis(
                    better.cause(),
                    better.side(),
                    Stream.concat(better.evidence().stream(), dead.evidence().stream()).toList()))
        .orElse(dead);
  }
}
