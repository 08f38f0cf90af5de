package duet.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows what is waited for and how much time is left: on a terminal in one line that changes each
 * second, elsewhere in a line each half minute, and with {@code --json} once, on standard error.
 */
final class CountdownDisplay implements AutoCloseable {

  private static final Duration PLAIN_PERIOD = Duration.ofSeconds(30);

  private final Console console;
  private final boolean json;
  private final long end;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "countdown");
            thread.setDaemon(true);
            return thread;
          });
  private String what = "";
  private boolean closed;

  /**
   * @param limit how long is waited, from now
   */
  CountdownDisplay(DuetCommand command, Duration limit) {
    this.console = command.console();
    this.json = command.json();
    this.end = System.nanoTime() + limit.toNanos();
  }

  /**
   * Shows it from now on, in place of what was shown before.
   *
   * @param text such as {@code waiting for an answer}
   */
  synchronized void show(String text) {
    boolean first = what.isEmpty();
    what = text;
    if (first && json) {
      console.note(text);
    } else if (first) {
      long period = console.terminal() ? 1_000 : PLAIN_PERIOD.toMillis();
      clock.scheduleAtFixedRate(this::print, 0, period, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    clock.shutdownNow();
    console.status("");
  }

  private synchronized void print() {
    if (closed) {
      return;
    }
    long seconds = Math.max(0, (long) Math.ceil((end - System.nanoTime()) / 1e9));
    var line = "  " + what + ", " + timeLeft(seconds) + " left";
    if (console.terminal()) {
      console.status(line);
    } else if (seconds > 0) {
      console.print(line);
    }
  }

  /** Such as {@code 42 s}, {@code 1:05 min} or {@code 2:30 h}. */
  static String timeLeft(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d:%02d min".formatted(seconds / 60, seconds % 60)
        : "%d:%02d h".formatted(seconds / 3600, seconds % 3600 / 60);
  }
}
