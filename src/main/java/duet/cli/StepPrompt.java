package duet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** Waits for Enter before a step, or for {@code q}, which ends them all. */
final class StepPrompt {

  private static final Set<String> QUIT = Set.of("q", "quit", "exit", "/exit");

  private final Console console;
  private final InputStream in;
  private boolean quit;
  private boolean ended;

  StepPrompt(Console console, InputStream in) {
    this.console = console;
    this.in = in;
  }

  /** Whether to go on. The end of the input is no yes, since nobody is there to see the step. */
  boolean goOn() {
    console.print(console.faint("      Enter runs it, q quits"));
    var line = line();
    ended = line == null;
    quit = ended || QUIT.contains(line.strip().toLowerCase(Locale.ROOT));
    return !quit;
  }

  /** Whether somebody, or the end of the input, ended the steps. */
  boolean quit() {
    return quit;
  }

  /** Whether the input ended, rather than somebody the steps. */
  boolean ended() {
    return ended;
  }

  /** Byte by byte, since snippets may read from there, too; null at the end. */
  private String line() {
    var line = new StringBuilder();
    try {
      int read = in.read();
      if (read < 0) {
        return null;
      }
      while (read >= 0 && read != '\n') {
        line.append((char) read);
        read = in.read();
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
