package duet.exchange;

import java.time.Duration;

/**
 * When to poll an agent next: 20 ms after a change, doubling up to 300 ms while nothing changes. An
 * agent whose events reach us is polled only for those that are late or lost: from 250 ms to 1 s.
 */
final class PollingInterval {

  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMillis(300);
  private static final Duration SHORTEST_WITH_EVENTS = Duration.ofMillis(250);
  private static final Duration LONGEST_WITH_EVENTS = Duration.ofSeconds(1);

  private Duration interval;
  private long due;

  PollingInterval(long now, boolean events) {
    restart(now, events);
  }

  boolean due(long now) {
    return now - due >= 0;
  }

  /** After a change. */
  final void restart(long now, boolean events) {
    interval = events ? SHORTEST_WITH_EVENTS : SHORTEST;
    due = now + interval.toNanos();
  }

  /** After an answer that brought nothing new. */
  void slowDown(long now, boolean events) {
    var longest = events ? LONGEST_WITH_EVENTS : LONGEST;
    var doubled = interval.multipliedBy(2);
    interval = doubled.compareTo(longest) > 0 ? longest : doubled;
    due = now + interval.toNanos();
  }
}
