package duet.handshake;

import duet.agent.Cause;
import duet.agent.ConnectionState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a pair by what is seen of it; an unseen side has no say. A failure of a record that moved
 * on or is final is no evidence.
 */
final class Judge {

  /** Agents leave a few retries unused when they rest: 2 of 5 as a rule. */
  private static final int FEW = 2;

  private final WaitThresholds patience;
  private final boolean contentWithRequestSent;

  /**
   * @param contentWithRequestSent whether an invitee that has sent its request counts as connected
   */
  Judge(WaitThresholds patience, boolean contentWithRequestSent) {
    this.patience = patience;
    this.contentWithRequestSent = contentWithRequestSent;
  }

  Progress judge(Pair pair, Optional<SideSnapshot> inviter, Optional<SideSnapshot> invitee) {
    List<SideSnapshot> seen = Stream.of(inviter, invitee).flatMap(Optional::stream).toList();
    Optional<Diagnosis> dead =
        seen.stream().map(this::deadEnd).flatMap(Optional::stream).findFirst();
    if (dead.isPresent()) {
      return new Progress.DeadEnd(explained(dead.get(), pair));
    }
    if (!seen.stream().allMatch(side -> settled(side.state()))) {
      return refusedForGood(seen, pair)
          .or(() -> lost(seen, pair))
          .<Progress>map(Progress.DeadEnd::new)
          .orElseGet(Progress.Underway::new);
    }
    return disagreement(pair)
        .<Progress>map(Progress.DeadEnd::new)
        .orElseGet(() -> new Progress.Connected(seen.size() == 1));
  }

  /** Whether a side needn't be asked any more. */
  boolean settled(ConnectionState state) {
    return state.connected()
        || contentWithRequestSent && state == ConnectionState.CONNECTION_REQUEST_SENT;
  }

  private Optional<Diagnosis> deadEnd(SideSnapshot side) {
    var state = side.connection().reportedState();
    if (side.state() == ConnectionState.INVITATION_EXPIRED) {
      return Optional.of(
          Diagnosis.of(Cause.INVITATION_EXPIRED, Side.INVITER, side.side() + " reports " + state));
    }
    if (side.state().dead()) {
      return Optional.of(
          Diagnosis.of(Cause.PROBLEM_REPORTED, side.side(), side.side() + " reports " + state));
    }
    if (side.anomaly().isPresent()) {
      return side.anomaly();
    }
    int retries = side.connection().metaRetries().orElse(Integer.MAX_VALUE);
    boolean failed = side.sendFailure().isPresent();
    if (side.pending() && retries <= 0
        || failed && retries <= FEW && side.quietFor(patience.rest())) {
      return Optional.of(
          Diagnosis.of(
              Cause.RETRIES_USED_UP, side.side(), retries + " retries left in state " + state));
    }
    if (side.pending() && side.quietFor(patience.silence())) {
      return Optional.of(
          Diagnosis.of(
              Cause.NOT_MOVING,
              side.side(),
              state + " without a change for " + side.quiet().toSeconds() + " s"));
    }
    return Optional.empty();
  }

  /** An error that a retry won't cure, once the state had time to move on all the same. */
  private Optional<Diagnosis> refusedForGood(List<SideSnapshot> seen, Pair pair) {
    return seen.stream()
        .filter(side -> side.sendFailure().isPresent() && side.quietFor(patience.second()))
        .map(side -> SendFailureDiagnosis.of(side.side(), side.sendFailure().get(), pair))
        .filter(SendFailureDiagnosis::permanent)
        .map(SendFailureDiagnosis::diagnosis)
        .findFirst();
  }

  /** A message that was sent and that the other side didn't see in all the time it had. */
  private Optional<Diagnosis> lost(List<SideSnapshot> seen, Pair pair) {
    return seen.size() == 2 && seen.stream().allMatch(side -> side.quietFor(patience.silence()))
        ? StallDiagnosis.of(pair).filter(stall -> !stall.cause().equals(Cause.STILL_UNDERWAY))
        : Optional.empty();
  }

  /** The agent's last failure tells more than that its retries are used up. */
  private static Diagnosis explained(Diagnosis dead, Pair pair) {
    if (dead.cause() != Cause.RETRIES_USED_UP && dead.cause() != Cause.NOT_MOVING) {
      return dead;
    }
    var side = dead.side().orElseThrow();
    return pair.side(side)
        .flatMap(connection -> connection.lastFailure())
        .map(failure -> SendFailureDiagnosis.of(side, failure, pair).diagnosis())
        .map(
            better ->
                new Diagnosis(
                    better.cause(),
                    better.side(),
                    Stream.concat(better.evidence().stream(), dead.evidence().stream()).toList()))
        .orElse(dead);
  }

  /** What final sides disagree on. */
  private Optional<Diagnosis> disagreement(Pair pair) {
    if (pair.inviter().isEmpty() || pair.invitee().isEmpty() || contentWithRequestSent) {
      return Optional.empty();
    }
    var inviter = pair.inviter().get();
    var invitee = pair.invitee().get();
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
}
