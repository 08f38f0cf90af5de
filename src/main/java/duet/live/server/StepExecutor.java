package duet.live.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs steps on threads of their own: agents that answer slowly keep no page waiting. */
final class StepExecutor implements AutoCloseable {

  private static final int THREADS = 16;
  private static final int MOST_WAITING = 300;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          StepExecutor::thread);

  private final Map<String, CompletableFuture<PageResponse>> running = new ConcurrentHashMap<>();

  StepExecutor() {
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * @throws PageProblem with 503 if too many wait already
   */
  CompletableFuture<PageResponse> run(Supplier<PageResponse> step) {
    try {
      return CompletableFuture.supplyAsync(step, threads);
    } catch (RejectedExecutionException e) {
      throw PageProblem.retryAfter(
          Duration.ofSeconds(5),
          503,
          "The agents are still busy with what was asked before.",
          "Try again in a few seconds.");
    }
  }

  /**
   * The same, unless a step with that key is under way: then its result counts for both. Twice the
   * same form, sent before the first was answered, is one wish.
   */
  CompletableFuture<PageResponse> runOnce(String key, Supplier<PageResponse> step) {
    var mine = new CompletableFuture<PageResponse>();
    var other = running.putIfAbsent(key, mine);
    if (other != null) {
      return other;
    }
    mine.whenComplete((made, failure) -> running.remove(key));
    try {
      run(step)
          .whenComplete(
              (made, failure) -> {
                if (failure == null) {
                  mine.complete(made);
                } else {
                  mine.completeExceptionally(failure);
                }
              });
    } catch (PageProblem e) {
      mine.completeExceptionally(e);
    }
    return mine;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "duet-live-step");
    thread.setDaemon(true);
    return thread;
  }
}
