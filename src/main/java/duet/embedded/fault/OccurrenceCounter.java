package duet.embedded.fault;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets a fault occur as often as it says. */
final class OccurrenceCounter {

  private final AtomicInteger left;

  OccurrenceCounter(Fault fault) {
    left = new AtomicInteger(fault.times());
  }

  /** Counts one occurrence; false if none is left. */
  boolean next() {
    return left.getAndUpdate(n -> n == Fault.ALWAYS ? n : Math.max(0, n - 1)) > 0;
  }
}
