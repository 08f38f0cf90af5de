package duet.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells how long somebody is still waited for: on a terminal in one line that changes each second,
 * elsewhere in a line each half minute.
 */
final class CountdownDisplay implements AutoCloseable {

  private static final Duration SELDOM = Duration.ofSeconds(30);

  private final Console console;
  private final Supplier<String> what;
  private final long end;
  private final ScheduledExecutorService clock;
  private boolean over;

  private CountdownDisplay(Console console, Duration limit, Supplier<String> what) {
    this.console = console;
    this.what = what;
    this.end = System.nanoTime() + limit.toNanos();
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "countdown");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param what what is being done, such as {@code waiting for an answer}
   */
  static CountdownDisplay of(Console console, Duration limit, Supplier<String> what) {
    var countdown = new CountdownDisplay(console, limit, what);
    long period = console.terminal() ? 1_000 : SELDOM.toMillis();
    countdown.clock.scheduleAtFixedRate(countdown::tell, 0, period, TimeUnit.MILLISECONDS);
    return countdown;
  }

  @Override
  public synchronized void close() {
    over = true;
    clock.shutdownNow();
    console.status("");
  }

  private synchronized void tell() {
    if (over) {
      return;
    }
    long seconds = Math.max(0, (long) Math.ceil((end - System.nanoTime()) / 1e9));
    var line = what.get() + ", " + left(seconds) + " left";
    if (console.terminal()) {
      console.status("  " + line);
    } else if (seconds > 0) {
      console.say("  " + line);
    }
  }

  /** Such as {@code 42 s}, {@code 1:05 min} or {@code 2:30 h}. */
  static String left(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d:%02d min".formatted(seconds / 60, seconds % 60)
        : "%d:%02d h".formatted(seconds / 3600, seconds % 3600 / 60);
  }
}
