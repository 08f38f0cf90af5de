package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is known of one side, and when its agent is to be polled next: one request at a time, and
 * none once the side is complete. Not thread-safe: an {@link Exchange} calls it under its lock.
 */
final class SideMonitor<R extends AgentRecord> {

  private final WatchedSide<R> watched;
  private final Timeline timeline;
  private final Predicate<R> complete;
  private final PollingInterval interval;

  private boolean watching;
  private final ObservedSide<R> observed;
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
    this.timeline = timeline;
    this.complete = complete;
    this.interval = new PollingInterval(System.nanoTime(), receivesEvents());
    this.outage = new AgentOutage(side(), timeline);
    this.turns = new TurnTaker<>(watched.turn());
    this.observed = new ObservedSide<>(side(), watched.role(), watched.record(), timeline, first);
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
    return observed.record();
  }

  SideSnapshot<R> snapshot() {
    if (!watching) {
      observed.unseen();
    }
    // Nothing is known of the time since a request that is still pending.
    return observed.snapshot(asking ? asked : System.nanoTime());
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
    return observed.anomalous() ? Optional.empty() : turns.next(record());
  }

  /**
   * @return whether the state is new
   */
  boolean acted(R seen) {
    turns.taken();
    return changed(observed.told(seen, Timeline.Source.CALL));
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
    dead.ifPresent(observed::dead);
    return false;
  }

  /** Whether to poll the agent now; the caller does so. */
  boolean due() {
    long now = System.nanoTime();
    if (!watching) {
      observed.unseen();
      watching = true;
    }
    if (asking || observed.anomalous() || !interval.due(now) || complete.test(record())) {
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
    boolean news = changed(observed.answered(seen, asked));
    turns.stillIn(record(), asked);
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
    return changed(observed.told(seen, Timeline.Source.WEBHOOK));
  }

  /**
   * The agent did not answer as it should.
   *
   * @return false, since the state is unchanged
   */
  boolean failed(AgentException failed) {
    long now = System.nanoTime();
    asking = false;
    observed.unseen();
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
    observed.dead(
        Diagnosis.of(
            walletEmpty ? Cause.OTHER_WALLET : Cause.RECORD_VANISHED,
            side(),
            "%s no longer knows %s %s".formatted(side(), source().kind(), id())));
    return false;
  }

  private boolean changed(boolean news) {
    if (news) {
      interval.restart(observed.lastChange(), receivesEvents());
    }
    return news;
  }

  private boolean receivesEvents() {
    return source().agent().receivesEvents();
  }
}
