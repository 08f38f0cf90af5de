package duet.embedded.fault;

import java.util.concurrent.atomic.AtomicInteger;

/** So many times, then never again. */
final class OccurrenceCounter {

  private final AtomicInteger left;

  OccurrenceCounter(Fault fault) {
    left = new AtomicInteger(fault.times());
  }

  /** Uses one up, if there is one left. */
  boolean next() {
    return left.getAndUpdate(n -> n == Fault.ALWAYS ? n : Math.max(0, n - 1)) > 0;
  }
}
