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
  private final PollingInterval interval = new PollingInterval(System.nanoTime(), false);
  private final AgentOutage outage;
  private boolean asking;
  private long asked;

  SideSearch(AwaitedSide<R> awaited, Timeline timeline) {
    this.awaited = awaited;
    this.timeline = timeline;
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
    interval.restart(System.nanoTime(), false);
  }

  void notYet() {
    asking = false;
    outage.answered();
    interval.slowDown(System.nanoTime(), false);
  }

  void failed(AgentException failed) {
    asking = false;
    interval.slowDown(System.nanoTime(), false);
    outage.failed(failed, asked);
  }

  Optional<AgentException> givenUp(Duration limit) {
    return outage.givenUp(limit);
  }
}
