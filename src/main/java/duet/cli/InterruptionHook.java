package duet.cli;

import duet.walkthrough.RunFailure;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A shutdown hook for a walkthrough: it runs on Ctrl-C, a signal, or {@code System.exit} in a
 * snippet. Nothing else can stop an endless loop.
 */
final class InterruptionHook implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final BiConsumer<RunFailure.Kind, String> ending;
  private final Thread hook = new Thread(this::run, "duet-interruption");

  private InterruptionHook(BiConsumer<RunFailure.Kind, String> ending) {
    this.ending = ending;
  }

  /**
   * Registers it until closed.
   *
   * @param ending told how the process ends, on a thread that has 5 s to finish
   */
  static InterruptionHook of(BiConsumer<RunFailure.Kind, String> ending) {
    TerminationSignal.handle();
    var registered = new InterruptionHook(ending);
    Runtime.getRuntime().addShutdownHook(registered.hook);
    return registered;
  }

  /** Removes it once the walkthrough has ended by itself. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook runs.
    }
  }

  private void run() {
    boolean exited =
        Thread.getAllStackTraces().values().stream().anyMatch(InterruptionHook::isExitOfSnippet);
    var worker =
        new Thread(
            () ->
                ending.accept(
                    exited ? RunFailure.Kind.EXITED : RunFailure.Kind.INTERRUPTED,
                    exited
                        ? "System.exit was called (a walkthrough must not end the process)"
                        : "interrupted"),
            "duet-ending");
    worker.setDaemon(true);
    worker.start();
    try {
      worker.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime()
        .halt(exited ? ExitCode.FAILED.code() : TerminationSignal.exitCode().code());
  }

  private static boolean isExitOfSnippet(StackTraceElement[] stack) {
    var frames = Stream.of(stack).toList();
    return frames.stream().anyMatch(frame -> frame.getClassName().startsWith("REPL."))
        && frames.stream().anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }
}
