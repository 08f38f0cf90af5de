package duet.embedded.server;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of an agent's outboxes. */
final class OutboxExecutor {

  private static final Duration SHUTDOWN = Duration.ofSeconds(2);

  private OutboxExecutor() {}

  static ScheduledExecutorService create(String name) {
    var executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /** Without interrupting a task, which would close the store's file while the task uses it. */
  static void shutDown(ExecutorService executor) {
    executor.shutdown();
    try {
      executor.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
