package duet.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One agent that is looked at until it can be used, or never will be. For one thread only. */
final class ReadinessPoll {

  /** Between two looks: long enough for an agent that is busy starting. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);

  private final AgentAddress address;
  private final Duration limit;
  private final long end;
  private CompletableFuture<PreflightResult> look;
  private PreflightResult last;
  private long due;

  /**
   * @param limit how long one look may take
   */
  ReadinessPoll(AgentAddress address, Duration patience, Duration limit) {
    this.address = address;
    this.limit = limit;
    this.end = System.nanoTime() + patience.toNanos();
    this.look = new Preflight(address, limit).finding();
  }

  /** Takes what was found, begins the next look if that is due, and tells whether there is news. */
  boolean tick() {
    if (look.isDone() && look.join() != last) {
      last = look.join();
      due = System.nanoTime() + PAUSE.toNanos();
      return true;
    }
    long left = end - System.nanoTime();
    if (look.isDone() && mayCome() && System.nanoTime() - due >= 0 && left > 0) {
      look = new Preflight(address, atMost(Duration.ofNanos(left))).finding();
    }
    return false;
  }

  /** Empty before the first look has ended. */
  Optional<PreflightResult> lastFinding() {
    return Optional.ofNullable(last);
  }

  /** Whether it isn't there, and waiting may help. */
  boolean mayCome() {
    return lastFinding()
        .flatMap(PreflightResult::failure)
        .filter(f -> f.reason().isTransient())
        .isPresent();
  }

  /** Whether it isn't there, and waiting won't help. */
  boolean neverComes() {
    return !mayCome() && lastFinding().filter(found -> !found.reachable()).isPresent();
  }

  /** What was found last; waits for the first look if that is still under way. */
  PreflightResult finding() {
    return lastFinding().orElseGet(look::join);
  }

  private Duration atMost(Duration left) {
    var enough = left.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : left;
    return enough.compareTo(limit) < 0 ? enough : limit;
  }
}
