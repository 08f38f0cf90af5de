package duet.cli;

import duet.http.CallLog;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Shows HTTP calls on standard error, until closed. */
final class VerboseLog extends Handler implements AutoCloseable {

  // Held, since the JDK forgets a logger that nobody holds, with its level.
  private final Logger logger = Logger.getLogger(CallLog.NAME);
  private final Level before = logger.getLevel();
  private final Console console;

  private VerboseLog(Console console) {
    this.console = console;
  }

  static VerboseLog on(Console console) {
    var log = new VerboseLog(console);
    log.logger.setLevel(Level.FINE);
    log.logger.addHandler(log);
    log.logger.setUseParentHandlers(false);
    return log;
  }

  @Override
  public void publish(LogRecord entry) {
    entry.getMessage().lines().forEach(line -> console.note(console.faint(line)));
  }

  @Override
  public void flush() {
    // Each line is.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
    logger.setUseParentHandlers(true);
  }
}
