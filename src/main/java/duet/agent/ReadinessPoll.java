package duet.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Checks one agent until it can be used, or never will be. For one thread only. */
final class ReadinessPoll {

  /** Between two checks: long enough for an agent that is busy starting. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration SHORTEST_CHECK = Duration.ofSeconds(1);

  private final AgentAddress address;
  private final Duration limit;
  private final long end;
  private CompletableFuture<PreflightResult> check;
  private PreflightResult last;
  private long due;

  /**
   * @param limit for one check
   */
  ReadinessPoll(AgentAddress address, Duration maxWait, Duration limit) {
    this.address = address;
    this.limit = limit;
    this.end = System.nanoTime() + maxWait.toNanos();
    this.check = new Preflight(address, limit).result();
  }

  /**
   * Takes the last check's result and starts the next if due; returns whether the result is new.
   */
  boolean poll() {
    if (check.isDone() && check.join() != last) {
      last = check.join();
      due = System.nanoTime() + PAUSE.toNanos();
      return true;
    }
    long remaining = end - System.nanoTime();
    if (check.isDone() && mayBecomeReady() && System.nanoTime() - due >= 0 && remaining > 0) {
      check = new Preflight(address, atMost(Duration.ofNanos(remaining))).result();
    }
    return false;
  }

  /** Empty before the first check has ended. */
  Optional<PreflightResult> lastResult() {
    return Optional.ofNullable(last);
  }

  /** Whether it can't be used, but waiting may help. */
  boolean mayBecomeReady() {
    return lastResult()
        .flatMap(PreflightResult::failure)
        .filter(f -> f.reason().isTransient())
        .isPresent();
  }

  /** Whether it can't be used, and waiting won't help. */
  boolean failedForGood() {
    return !mayBecomeReady() && lastResult().filter(found -> !found.reachable()).isPresent();
  }

  /** The last result; waits for the first check if needed. */
  PreflightResult result() {
    return lastResult().orElseGet(check::join);
  }

  private Duration atMost(Duration remaining) {
    var enough = remaining.compareTo(SHORTEST_CHECK) < 0 ? SHORTEST_CHECK : remaining;
    return enough.compareTo(limit) < 0 ? enough : limit;
  }
}
