package duet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A walkthrough in the JDK's own tool, which ends with 0 whatever happens. */
record StockJShell(String output, String lastLine) {

  /** Runs it as people do; the compiler that is quick to start is all that differs. */
  static CompletableFuture<StockJShell> run(
      Path walkthrough, Path directory, Map<String, String> settings, Executor by) {
    var command = new ArrayList<>(command(directory));
    command.addAll(
        List.of(
            "--class-path",
            Program.JAR.toString(),
            walkthrough.resolveSibling("start.jsh").toString(),
            walkthrough.toString()));
    var name = walkthrough.getFileName().toString().replace(".jsh", "");
    return CompletableFuture.supplyAsync(
        () -> {
          try (var jshell = Program.start(directory, settings, command)) {
            jshell.exitCode();
            return new StockJShell(jshell.out() + jshell.err(), name + ": finished");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        by);
  }

  /** The tool, which keeps its history in this directory and not in the user's own. */
  static List<String> command(Path directory) {
    return List.of(
        Program.tool("jshell"),
        "-J-Djava.util.prefs.userRoot=" + directory,
        "-J-XX:TieredStopAtLevel=1",
        "-R-XX:TieredStopAtLevel=1",
        "-R-Dfile.encoding=UTF-8",
        "-R-Djava.util.prefs.userRoot=" + directory);
  }

  /**
   * The first line that tells of an error, or that the last line is missing; empty if it's good.
   */
  Optional<String> wrong() {
    var errors =
        output.lines().filter(line -> line.matches("\\|\\s+(Error|Exception|Warning|attempted).*"));
    return errors
        .findFirst()
        .or(
            () ->
                output.lines().anyMatch(lastLine::equals)
                    ? Optional.empty()
                    : Optional.of("'" + lastLine + "' was not printed"));
  }
}
