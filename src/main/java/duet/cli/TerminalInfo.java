package duet.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether there is a terminal, and its width. */
final class TerminalInfo {

  private TerminalInfo() {}

  /** Whether standard input and output are a terminal. */
  static boolean isTerminal() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console without a terminal, too.
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Whether it can neither colour text nor overwrite a line, such as that of an editor. */
  static boolean isDumb(Map<String, String> environment) {
    return environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** On a terminal, unless NO_COLOR, CLICOLOR=0 or its kind say otherwise; or by CLICOLOR_FORCE. */
  static boolean hasColour(Map<String, String> environment, boolean terminal) {
    boolean forced = !"0".equals(environment.getOrDefault("CLICOLOR_FORCE", "0"));
    return !isDumb(environment)
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && (forced || terminal && !"0".equals(environment.get("CLICOLOR")));
  }

  /** The width: COLUMNS, or what the terminal reports; 0 if unknown. */
  static int columns(Map<String, String> environment, boolean terminal) {
    var set = environment.getOrDefault("COLUMNS", "");
    if (set.matches("\\d{1,4}")) {
      return Integer.parseInt(set);
    }
    return terminal ? reportedColumns() : 0;
  }

  private static int reportedColumns() {
    try {
      var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      if (!stty.waitFor(2, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return 0;
      }
      var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return size.matches("\\d+ \\d+\\s*") ? Integer.parseInt(size.split("\\s+")[1]) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
