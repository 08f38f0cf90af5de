package duet.embedded.fault;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets a fault occur as often as it says. */
final class OccurrenceCounter {

  private final AtomicInteger remaining;

  OccurrenceCounter(Fault fault) {
    remaining = new AtomicInteger(fault.times());
  }

  /** Counts one occurrence; false if none remains. */
  boolean next() {
    return remaining.getAndUpdate(n -> n == Fault.ALWAYS ? n : Math.max(0, n - 1)) > 0;
  }
}
