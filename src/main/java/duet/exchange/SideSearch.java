package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * When to ask next whether a side has its record by now: one request at a time. Not thread-safe: an
 * {@link Exchange} calls it under its lock.
 */
final class SideSearch<R extends AgentRecord> {

  private final AwaitedSide<R> awaited;
  private final Timeline timeline;
  private final PollingInterval interval;
  private final AgentOutage outage;
  private boolean asking;
  private long asked;

  SideSearch(AwaitedSide<R> awaited, Timeline timeline) {
    this.awaited = awaited;
    this.timeline = timeline;
    interval = new PollingInterval(System.nanoTime(), receivesEvents());
    outage = new AgentOutage(awaited.side(), timeline);
  }

  /** Safe to call without the lock. */
  AwaitedSide<R> awaited() {
    return awaited;
  }

  /** Whether to ask now; the caller does so. */
  boolean due() {
    long now = System.nanoTime();
    if (asking || !interval.due(now)) {
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

  void notYet() {
    asking = false;
    outage.answered();
    interval.slowDown(System.nanoTime(), receivesEvents());
  }

  void failed(AgentException failed) {
    asking = false;
    interval.slowDown(System.nanoTime(), receivesEvents());
    outage.failed(failed, asked);
  }

  /** A record was found by asking, of which no event told. */
  void eventMissed() {
    awaited.source().agent().eventMissed();
  }

  Optional<AgentException> givenUp(Duration limit) {
    return outage.givenUp(limit);
  }

  private boolean receivesEvents() {
    return awaited.source().agent().receivesEvents();
  }
}
