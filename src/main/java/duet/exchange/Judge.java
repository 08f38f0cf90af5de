package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges a pair by what is seen of it; an unseen side does not count, nor does the failure of a
 * record that has moved on or is final.
 */
final class Judge<R extends AgentRecord, P extends SidePair<R>> {

  /** Agents often stop with a few retries left, typically 2 of 5. */
  private static final int FEW = 2;

  private static final Set<Cause> EXPLAINED =
      EnumSet.of(Cause.RETRIES_USED_UP, Cause.NOT_MOVING, Cause.PROBLEM_REPORTED);

  private final ExchangeProtocol<R, P> protocol;
  private final WaitThresholds thresholds;
  private final SendFailureAnalysis<R, P> failures;

  Judge(ExchangeProtocol<R, P> protocol, WaitThresholds thresholds) {
    this.protocol = protocol;
    this.thresholds = thresholds;
    this.failures = new SendFailureAnalysis<>(protocol);
  }

  /**
   * @param seen each side that is seen, the one that begins first
   * @param awaited those whose records are yet to be found
   */
  Progress judge(P pair, List<SideSnapshot<R>> seen, Set<Side> awaited) {
    boolean complete =
        awaited.isEmpty() && seen.stream().allMatch(side -> protocol.complete(side.record()));
    return seen.stream()
        .flatMap(
            side ->
                deadEnd(side, pair)
                    .map(dead -> protocol.explained(dead, side.record(), pair))
                    .stream())
        .findFirst()
        .map(dead -> explained(dead, pair))
        .or(() -> complete ? protocol.disagreement(pair) : lost(seen, pair, awaited))
        .<Progress>map(Progress.DeadEnd::new)
        .orElseGet(() -> complete ? new Progress.Complete() : new Progress.Underway());
  }

  /** What two sides show that have not ended in time. */
  Diagnosis stall(P pair, Set<Side> awaited) {
    return new StallDiagnosis<>(failures, thresholds, pair, awaited).diagnosis();
  }

  private Optional<Diagnosis> deadEnd(SideSnapshot<R> side, P pair) {
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
    boolean failed = side.record().lastFailure().isPresent();
    boolean usedUp =
        retries <= 0 || failed && retries <= FEW && side.quietFor(thresholds.lastRetry());
    if (side.busy() && usedUp) {
      return Optional.of(
          Diagnosis.of(
              Cause.RETRIES_USED_UP, side.side(), retries + " retries left in state " + state));
    }
    if (side.busy() && silent(side, pair)) {
      return Optional.of(
          Diagnosis.of(
              Cause.NOT_MOVING,
              side.side(),
              state + " unchanged for " + side.quiet().toSeconds() + " s"));
    }
    return Optional.empty();
  }

  /**
   * An error that a retry won't cure, once the state has had time to move on nevertheless; or a
   * message that was sent and that the other side never saw.
   */
  private Optional<Diagnosis> lost(List<SideSnapshot<R>> seen, P pair, Set<Side> awaited) {
    boolean stalled =
        seen.size() + awaited.size() == 2 && seen.stream().allMatch(side -> silent(side, pair));
    return seen.stream()
        .filter(side -> side.quietFor(thresholds.peerError()))
        .flatMap(side -> failures.diagnose(side.side(), pair).stream())
        .filter(SendFailureDiagnosis::permanent)
        .map(SendFailureDiagnosis::diagnosis)
        .findFirst()
        .or(() -> stalled ? Optional.of(stall(pair, awaited)) : Optional.empty())
        .filter(diagnosis -> diagnosis.cause() != Cause.STILL_UNDERWAY);
  }

  /** Mediators take their time, and wallets ask them only now and then. */
  private boolean silent(SideSnapshot<R> side, P pair) {
    var silence = thresholds.silence();
    return side.quietFor(silence)
        && (side.quietFor(silence.plus(thresholds.pickup()))
            || DidCommAddress.mediated(pair).isEmpty());
  }

  /** The agent's last failure tells more than that its retries are used up. */
  private Diagnosis explained(Diagnosis dead, P pair) {
    if (!EXPLAINED.contains(dead.cause())) {
      return dead;
    }
    var side = dead.side().orElseThrow();
    return failures
        .diagnose(side, pair)
        .filter(found -> found.permanent() || dead.cause() != Cause.PROBLEM_REPORTED)
        .map(SendFailureDiagnosis::diagnosis)
        .or(() -> unspeakable(side, pair))
        .map(
            better ->
                new Diagnosis(
                    better.cause(),
                    better.side(),
                    Stream.concat(better.evidence().stream(), dead.evidence().stream()).toList()))
        .orElse(dead);
  }

  /** A Cloud Agent reports no failure for an address that it can't read. */
  private Optional<Diagnosis> unspeakable(Side sender, P pair) {
    return DidCommAddress.of(sender.other(), pair)
        .filter(DidCommAddress::underscored)
        .map(to -> Diagnosis.of(Cause.ADDRESS_UNDERSCORE, sender.other(), to.toString()));
  }
}
