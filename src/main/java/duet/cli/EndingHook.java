package duet.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A shutdown hook that tells of work that a signal broke off. Either the work comes to its end or
 * the hook tells of it, not both: {@link #claim} decides.
 */
final class EndingHook implements AutoCloseable {

  private static final long LIMIT_SECONDS = 5;

  private final Runnable ending;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::run, "duet-ending");

  private EndingHook(Runnable ending) {
    this.ending = ending;
  }

  /**
   * Registers it until closed.
   *
   * @param ending called when a signal ends the process
   */
  static EndingHook of(Runnable ending) {
    TerminationSignal.handle();
    var registered = new EndingHook(ending);
    Runtime.getRuntime().addShutdownHook(registered.hook);
    return registered;
  }

  /** The work has come to its end, which only remains to be told; waits for ever if it hasn't. */
  void claim() {
    if (!claimed.compareAndSet(false, true)) {
      await(Long.MAX_VALUE);
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook runs.
    }
  }

  private void run() {
    if (claimed.compareAndSet(false, true)) {
      ending.run();
    } else {
      await(LIMIT_SECONDS);
    }
  }

  private void await(long seconds) {
    try {
      if (!finished.await(seconds, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
