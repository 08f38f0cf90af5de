package duet.live.board;

import duet.agent.AgentException;
import duet.text.SafeText;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what comes again and again, or of which others mustn't notice that it failed, and logs a
 * failure of a kind the first time only. Safe for several threads.
 */
final class FailureLog {

  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * @param what was attempted, the beginning of a sentence such as "To look at a row"
   */
  void run(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      if (logged.add(what + " " + e.getClass().getName() + " " + place(e))) {
        log(what, e);
      }
    }
  }

  /** What an agent or a file is the cause of says so in a sentence; anything else is a defect. */
  private static void log(String what, RuntimeException failure) {
    if (failure instanceof AgentException || failure instanceof UncheckedIOException) {
      LOG.warn("{} failed: {}", what, SafeText.excerpt(String.valueOf(failure.getMessage()), 500));
    } else {
      LOG.error("{} failed, which is said once", what, failure);
    }
  }

  private static String place(RuntimeException failure) {
    var trace = failure.getStackTrace();
    return trace.length == 0 ? "" : trace[0].toString();
  }
}
