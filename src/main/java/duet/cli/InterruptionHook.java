package duet.cli;

import duet.walkthrough.RunFailure;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What is done when the process is made to end while a walkthrough runs: by Ctrl-C, a signal, or
 * {@code System.exit} in a snippet. Nothing else can stop an endless loop.
 */
final class InterruptionHook implements AutoCloseable {

  private static final int INTERRUPTED = 130;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Ending ending;
  private final Thread hook = new Thread(this::speak, "duet-last-words");

  private InterruptionHook(Ending ending) {
    this.ending = ending;
  }

  /** Stands by until closed. */
  static InterruptionHook of(Ending ending) {
    var words = new InterruptionHook(ending);
    Runtime.getRuntime().addShutdownHook(words.hook);
    return words;
  }

  /** The walkthrough has ended by itself. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Too late: the process is ending, and has heard them.
    }
  }

  private void speak() {
    boolean exited =
        Thread.getAllStackTraces().values().stream().anyMatch(InterruptionHook::isExitOfSnippet);
    var worker =
        new Thread(
            () ->
                ending.end(
                    exited ? RunFailure.Kind.EXITED : RunFailure.Kind.INTERRUPTED,
                    exited
                        ? "System.exit was called: a walkthrough ends by itself"
                        : "interrupted"),
            "duet-ending");
    worker.setDaemon(true);
    worker.start();
    try {
      worker.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exited ? ExitCode.FAILED.code() : INTERRUPTED);
  }

  private static boolean isExitOfSnippet(StackTraceElement[] stack) {
    var frames = Stream.of(stack).toList();
    return frames.stream().anyMatch(frame -> frame.getClassName().startsWith("REPL."))
        && frames.stream().anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }

  /** What there is to do. */
  interface Ending {
    void end(RunFailure.Kind kind, String summary);
  }
}
