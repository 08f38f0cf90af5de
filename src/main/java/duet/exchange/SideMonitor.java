package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is known of one side, and when its agent is to be polled next: one request at a time, and
 * none once the side is complete. Events and answers are merged by the rank of their state, so that
 * late, duplicate and reordered ones do no harm. Not thread-safe: an {@link Exchange} calls it
 * under its lock.
 */
final class SideMonitor<R extends AgentRecord> {

  private final WatchedSide<R> watched;
  private final Timeline timeline;
  private final Predicate<R> complete;
  private final PollingInterval interval;

  private R record;

  /** The last state that isn't a newer agent's. */
  private State lastKnown;

  private long lastChange = System.nanoTime();

  /** When the record could last have changed unseen: nobody asked yet, or got no answer. */
  private long lastUnseen;

  private boolean watching;
  private Diagnosis anomaly;
  private boolean asking;
  private long asked;
  private final AgentOutage outage;
  private final TurnTaker<R> turns;

  /**
   * @param complete whether the side needn't be asked any more
   * @param first how its record was learned
   */
  SideMonitor(
      WatchedSide<R> watched, Timeline timeline, Predicate<R> complete, Timeline.Source first) {
    this.watched = watched;
    this.record = watched.record();
    this.lastKnown = record.state();
    this.timeline = timeline;
    this.complete = complete;
    this.interval = new PollingInterval(System.nanoTime(), receivesEvents());
    this.outage = new AgentOutage(side(), timeline);
    this.turns = new TurnTaker<>(watched.turn());
    timeline.add(side(), record.reportedState(), first);
  }

  Side side() {
    return watched.side();
  }

  RecordSource<R> source() {
    return watched.source();
  }

  /** The record's id at the agent; safe to call without the lock, as is {@link #source}. */
  String id() {
    return watched.record().id();
  }

  R record() {
    return record;
  }

  SideSnapshot<R> snapshot() {
    // Nothing is known of the time since a request that is still pending.
    long known = asking ? asked : System.nanoTime();
    long quiet = watching ? Math.min(known - lastChange, known - lastUnseen) : 0;
    return new SideSnapshot<>(
        side(), record, Duration.ofNanos(quiet), Optional.ofNullable(anomaly));
  }

  /**
   * Why the agent can no longer be watched, if so.
   *
   * @param limit how long the agent may fail to answer
   */
  Optional<AgentException> givenUp(Duration limit) {
    return outage.givenUp(limit).or(turns::givenUp);
  }

  /** What is to be done for this side now, if anything; the caller does so. */
  Optional<Supplier<R>> turn() {
    return anomaly == null ? turns.next(record) : Optional.empty();
  }

  /**
   * @return whether the state is new
   */
  boolean acted(R seen) {
    turns.taken();
    return merge(seen, Timeline.Source.CALL);
  }

  /**
   * The agent refused what was to be done.
   *
   * @param dead the dead end that it means, if any
   * @return false, since no state was seen
   */
  boolean refused(AgentException failed, Optional<Diagnosis> dead) {
    long now = System.nanoTime();
    turns.failed(failed, now);
    interval.restart(now, receivesEvents());
    anomaly = dead.orElse(anomaly);
    return false;
  }

  /** Whether to poll the agent now; the caller does so. */
  boolean due() {
    long now = System.nanoTime();
    if (!watching) {
      lastUnseen = now;
      watching = true;
    }
    if (asking || anomaly != null || !interval.due(now) || complete.test(record)) {
      return false;
    }
    asked = now;
    asking = true;
    timeline.countCall();
    return true;
  }

  /** The other side moved, so this one probably will. */
  void pollSoon() {
    interval.restart(System.nanoTime(), receivesEvents());
  }

  /**
   * @return whether the state is new
   */
  boolean answered(R seen) {
    asking = false;
    outage.answered();
    boolean news = merge(seen, Timeline.Source.POLL);
    turns.stillIn(record, asked);
    if (news) {
      source().agent().eventMissed();
    } else {
      interval.slowDown(System.nanoTime(), receivesEvents());
    }
    return news;
  }

  /**
   * @return whether the state is new
   */
  boolean notified(R seen) {
    return merge(seen, Timeline.Source.WEBHOOK);
  }

  /**
   * The agent did not answer as it should.
   *
   * @return false, since the state is unchanged
   */
  boolean failed(AgentException failed) {
    long now = System.nanoTime();
    asking = false;
    lastUnseen = now;
    interval.slowDown(now, receivesEvents());
    outage.failed(failed, asked);
    return false;
  }

  /**
   * The agent says that the record does not exist.
   *
   * @param walletEmpty whether the wallet has no records at all: then it is not the one that made
   *     the record
   * @return false, since no state was seen
   */
  boolean vanished(boolean walletEmpty) {
    asking = false;
    anomaly =
        Diagnosis.of(
            walletEmpty ? Cause.OTHER_WALLET : Cause.RECORD_VANISHED,
            side(),
            "%s no longer knows %s %s".formatted(side(), source().kind(), record.id()));
    return false;
  }

  private boolean merge(R seen, Timeline.Source source) {
    if (seen.reportedState().equals(record.reportedState())) {
      sameState(seen, source);
      return false;
    }
    if (!seen.state().mayFollow(lastKnown, watched.role())) {
      wentBack(seen, source);
      return false;
    }
    if (seen.state() == lastKnown && !current(source)) {
      return false;
    }
    record = seen;
    lastKnown = seen.state().known() ? seen.state() : lastKnown;
    lastChange = System.nanoTime();
    interval.restart(lastChange, receivesEvents());
    timeline.add(side(), seen.reportedState(), source);
    seen.updatedAt()
        .ifPresent(at -> timeline.setLateness(side(), Duration.between(at, Instant.now())));
    return true;
  }

  /** A retry, a failure or a DID may have changed; an event may be older than that. */
  private void sameState(R seen, Timeline.Source source) {
    boolean current = source == Timeline.Source.POLL || newer(seen);
    if (current && !seen.equals(record)) {
      record = seen;
      lastChange = System.nanoTime();
      seen.lastFailure()
          .ifPresent(
              failure -> timeline.remark(side(), side() + "'s agent had trouble: " + failure));
    }
  }

  private boolean newer(R seen) {
    return seen.updatedAt().isPresent()
        && record.updatedAt().map(seen.updatedAt().get()::isAfter).orElse(true);
  }

  /** Only an answer to a request made after the last change shows the current state. */
  private boolean current(Timeline.Source source) {
    return source == Timeline.Source.POLL && asked - lastChange > 0;
  }

  private void wentBack(R seen, Timeline.Source source) {
    if (current(source)) {
      var evidence =
          "%s was %s and is %s".formatted(side(), record.reportedState(), seen.reportedState());
      anomaly = Diagnosis.of(Cause.STATE_WENT_BACK, side(), evidence);
      timeline.add(side(), seen.reportedState(), source);
      record = seen;
    }
  }

  private boolean receivesEvents() {
    return source().agent().receivesEvents();
  }
}
