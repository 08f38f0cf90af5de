package duet.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Measures the unavoidable work of handshakes on this machine, on all of its cores. */
final class MachineBaseline implements AutoCloseable {

  private static final Duration WARM = Duration.ofSeconds(2);
  private static final Duration MEASURED = Duration.ofSeconds(1);
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** So many that no core waits for an answer. */
  private static final int CLIENTS = 8 * CORES;

  private final CryptoBaseline crypto = new CryptoBaseline();
  private final HttpBaseline exchanges = new HttpBaseline();

  void warmUp() {
    perSecond(crypto::handshake, CORES, WARM);
    perSecond(exchanges::handshake, CLIENTS, WARM);
  }

  MachineLimit limit() {
    return new MachineLimit(
        perSecond(crypto::handshake, CORES, MEASURED),
        perSecond(exchanges::handshake, CLIENTS, MEASURED));
  }

  @Override
  public void close() {
    exchanges.close();
  }

  private static double perSecond(Callable<?> work, int threads, Duration length) {
    var done = new AtomicLong();
    var pool = Executors.newFixedThreadPool(threads);
    long began = System.nanoTime();
    long end = began + length.toNanos();
    try {
      var all =
          IntStream.range(0, threads)
              .mapToObj(i -> CompletableFuture.runAsync(() -> repeat(work, end, done), pool))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(all).join();
    } finally {
      pool.shutdown();
    }
    return done.get() * 1e9 / (System.nanoTime() - began);
  }

  private static void repeat(Callable<?> work, long end, AtomicLong done) {
    try {
      while (System.nanoTime() - end < 0) {
        work.call();
        done.incrementAndGet();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the machine's limit can't be measured", e);
    }
  }
}
