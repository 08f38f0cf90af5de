package duet.cli;

import java.time.Duration;

/**
 * A shutdown hook that tells of work that a signal broke off. Either the work comes to its end or
 * the hook tells of it, not both: {@link #claim} decides.
 */
final class EndingHook implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Runnable ending;
  private final Thread hook = new Thread(this::run, "duet-ending");
  private boolean working = true;
  private boolean told;
  private boolean closed;

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
  synchronized void claim() {
    working = false;
    boolean waiting = told;
    while (waiting) {
      waiting = await(0);
    }
  }

  /** More work begins, which a signal may break off. */
  synchronized void reopen() {
    working = true;
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook runs.
    }
  }

  private void run() {
    if (isBrokenOff()) {
      ending.run();
    }
  }

  /** Gives work that has come to its end the time to tell of it. */
  private synchronized boolean isBrokenOff() {
    long end = System.nanoTime() + LIMIT.toNanos();
    long left = LIMIT.toMillis();
    while (!working && !closed && left > 0 && await(left)) {
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    told = working && !closed;
    return told;
  }

  /**
   * @param millis 0 for ever
   * @return whether it may be called again
   */
  private boolean await(long millis) {
    try {
      wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
