package duet.cli;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Notices that memory has run out: a JVM that is full collects garbage for ever, and the {@code
 * OutOfMemoryError}s of other threads end nothing but what these were doing.
 */
final class MemoryWatch implements AutoCloseable {

  /** The part of the heap, or of its old generation, that collections leave in use when full. */
  private static final double FULL = 0.95;

  /** The part in use from which a heap that nothing collects is collected here. */
  private static final double SUSPICIOUS = 0.9;

  /** Collections in a row, each seen after a second, that free nothing. */
  private static final int PATIENCE = 3;

  private static final int RESERVE = 1 << 20;

  private final Runnable full;
  private final Optional<MemoryPoolMXBean> oldGeneration =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
          .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
          .findFirst();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Given up at the end, so that there is memory to say so. */
  private byte[] reserve = new byte[RESERVE];

  private MemoryWatch(Runnable full) {
    this.full = full;
  }

  /**
   * Watches until closed.
   *
   * @param full called once if memory is full, on the thread that noticed
   */
  static MemoryWatch start(Runnable full) {
    var watch = new MemoryWatch(full);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> watch.ended(failure));
    var thread = new Thread(watch::run, "duet-memory");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
    return watch;
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    closed.countDown();
  }

  /** A thread ended. */
  private void ended(Throwable failure) {
    if (MemoryException.isBehind(failure)) {
      end();
    } else {
      failure.printStackTrace();
    }
  }

  private void run() {
    try {
      int vain = 0;
      long seen = collections();
      while (vain < PATIENCE) {
        if (closed.await(1, TimeUnit.SECONDS)) {
          return;
        }
        long now = collections();
        if (now != seen) {
          vain = isOldGenerationFull() ? vain + 1 : 0;
          seen = now;
        } else if (inUse() >= SUSPICIOUS) {
          // A server whose requests memory's end has lost stands idle: no collection comes by
          // itself.
          System.gc();
          vain = inUse() >= FULL ? vain + 1 : 0;
          seen = collections();
        }
      }
    } catch (InterruptedException e) {
      return;
    } catch (OutOfMemoryError e) {
      // That is as sure a sign.
    }
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      reserve = null;
      full.run();
    }
  }

  private boolean isOldGenerationFull() {
    return oldGeneration
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(usage -> usage.getMax() > 0 && usage.getUsed() >= FULL * usage.getMax())
        .isPresent();
  }

  /** The part of the heap, garbage that was not collected yet included. */
  private static double inUse() {
    var runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
