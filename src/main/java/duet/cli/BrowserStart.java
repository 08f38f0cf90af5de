package duet.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Opens a URL in this machine's browser, by the program that the system has for that.
 *
 * @param environment PATH says where programs are, and WSL_DISTRO_NAME that Windows has the browser
 */
record BrowserStart(Map<String, String> environment) {

  private static final List<String> PROGRAMS = List.of("xdg-open", "open");
  private static final List<String> OF_WSL = List.of("wslview", "explorer.exe", "xdg-open");

  /** It reports failure whatever it did. */
  private static final String UNRELIABLE = "explorer.exe";

  /**
   * @param failed told, once or never and on any thread, why no browser was opened
   */
  void open(URI url, Consumer<String> failed) {
    var programs = environment.containsKey("WSL_DISTRO_NAME") ? OF_WSL : PROGRAMS;
    var program = programs.stream().filter(name -> find(name).isPresent()).findFirst();
    if (program.isEmpty()) {
      failed.accept("the PATH lacks " + String.join(" and ", programs));
      return;
    }
    try {
      var process = start(command(program.get(), url));
      process.onExit().thenAccept(ended -> ended(program.get(), ended.exitValue(), failed));
    } catch (IOException e) {
      failed.accept(program.get() + " can't be started");
    }
  }

  private static void ended(String program, int exitCode, Consumer<String> failed) {
    if (exitCode != 0 && !program.equals(UNRELIABLE)) {
      failed.accept("%s ended with exit code %d".formatted(program, exitCode));
    }
  }

  /** In a session of its own where possible: Ctrl-C is not for the browser. */
  private List<String> command(String program, URI url) {
    var command = new ArrayList<String>();
    find("setsid").ifPresent(command::add);
    command.add(find(program).orElseThrow());
    command.add(url.toString());
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process;
  }

  private Optional<String> find(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
