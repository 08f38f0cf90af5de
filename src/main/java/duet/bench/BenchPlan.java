package duet.bench;

import java.time.Duration;

/**
 * What to run.
 *
 * @param pairs how many handshakes count
 * @param concurrency how many at a time
 * @param warmup how many come before, and count in nothing
 * @param timeout how long one handshake may take
 */
public record BenchPlan(int pairs, int concurrency, int warmup, Duration timeout) {

  public BenchPlan {
    if (pairs < 1 || concurrency < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "invalid bench (pairs and concurrency must be at least 1, warmup at least 0)");
    }
  }
}
