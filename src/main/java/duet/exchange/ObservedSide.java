package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.Role;
import duet.agent.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one side's record, however it was learned. Events and answers are merged by the
 * rank of their state, so that late, duplicate and reordered ones do no harm. Not thread-safe.
 */
final class ObservedSide<R extends AgentRecord> {

  private final Side side;
  private final Role role;
  private final Timeline timeline;

  private R record;

  /** The last state that isn't a newer agent's. */
  private State lastKnown;

  private long lastChange = System.nanoTime();

  /** When the record could last have changed unseen: nobody asked yet, or got no answer. */
  private long lastUnseen = lastChange;

  private Diagnosis anomaly;

  /**
   * @param how the first record was learned
   */
  ObservedSide(Side side, Role role, R first, Timeline timeline, Timeline.Source how) {
    this.side = side;
    this.role = role;
    this.record = first;
    this.lastKnown = first.state();
    this.timeline = timeline;
    timeline.add(side, first, how);
  }

  R record() {
    return record;
  }

  /** When the record changed, by {@link System#nanoTime}. */
  long lastChange() {
    return lastChange;
  }

  /** Whether it shows what can't be, so that nothing more is to be expected. */
  boolean anomalous() {
    return anomaly != null;
  }

  /**
   * @param known until when what is known of the record holds, by {@link System#nanoTime}
   */
  SideSnapshot<R> snapshot(long known) {
    long quiet = Math.min(known - lastChange, known - lastUnseen);
    return new SideSnapshot<>(side, record, Duration.ofNanos(quiet), Optional.ofNullable(anomaly));
  }

  /** The record may have changed until now without anybody seeing it. */
  void unseen() {
    lastUnseen = System.nanoTime();
  }

  void dead(Diagnosis why) {
    anomaly = why;
  }

  /**
   * Takes in an event, or the answer to a call that changed the record.
   *
   * @return whether the state is new
   */
  boolean told(R seen, Timeline.Source source) {
    return merge(seen, source, false);
  }

  /**
   * Takes in an answer.
   *
   * @param asked when the request was made, by {@link System#nanoTime}
   * @return whether the state is new
   */
  boolean answered(R seen, long asked) {
    // Only an answer to a request made after the last change shows the current state.
    return merge(seen, Timeline.Source.POLL, asked - lastChange > 0);
  }

  private boolean merge(R seen, Timeline.Source source, boolean current) {
    if (seen.reportedState().equals(record.reportedState())) {
      sameState(seen, source == Timeline.Source.POLL || newer(seen));
      return false;
    }
    if (!seen.state().mayFollow(lastKnown, role)) {
      if (current) {
        wentBack(seen, source);
      }
      return false;
    }
    if (seen.state() == lastKnown && !current) {
      return false;
    }
    record = seen;
    lastKnown = seen.state().known() ? seen.state() : lastKnown;
    lastChange = System.nanoTime();
    timeline.add(side, seen, source);
    seen.updatedAt()
        .ifPresent(at -> timeline.setLateness(side, Duration.between(at, Instant.now())));
    return true;
  }

  /** A retry, a failure or a DID may have changed; an event may be older than that. */
  private void sameState(R seen, boolean current) {
    if (current && !seen.equals(record)) {
      record = seen;
      lastChange = System.nanoTime();
      seen.lastFailure()
          .ifPresent(failure -> timeline.remark(side, side + "'s agent had trouble: " + failure));
    }
  }

  private boolean newer(R seen) {
    return seen.updatedAt().isPresent()
        && record.updatedAt().map(seen.updatedAt().get()::isAfter).orElse(true);
  }

  private void wentBack(R seen, Timeline.Source source) {
    var evidence =
        "%s was %s and is %s".formatted(side, record.reportedState(), seen.reportedState());
    anomaly = Diagnosis.of(Cause.STATE_WENT_BACK, side, evidence);
    timeline.add(side, seen, source);
    record = seen;
  }
}
