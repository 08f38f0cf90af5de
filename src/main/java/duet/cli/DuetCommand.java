package duet.cli;

import duet.report.JsonDocument;
import duet.settings.Settings;
import duet.text.SafeText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: output, settings and {@code --json}. */
@Command(mixinStandardHelpOptions = true, versionProvider = DuetVersion.class)
abstract class DuetCommand implements Callable<Integer> {

  /** Shorter lines of progress say nothing. */
  private static final int NARROW = 20;

  /** Where a terminal doesn't say how wide it is. */
  private static final int USUAL = 80;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, all else on standard error.")
  private boolean json;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Where to read settings (default: variables.env).")
  private Path envFile;

  @Option(
      names = "--verbose",
      description = "Show every HTTP call on standard error, without keys and invitations.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private Console console;
  private Map<String, String> environment;
  private int columns;
  private Optional<CommandResult> soFar = Optional.empty();

  /** Sets where it prints and the environment that it reads; called before it runs. */
  final DuetCommand in(Console output, Map<String, String> variables) {
    console = output;
    environment = variables;
    return this;
  }

  /** Executes the command, and prints what people read on the way. */
  abstract CommandResult run();

  /** Runs after the result has been printed. */
  void afterwards() {}

  @Override
  @SuppressWarnings("try") // what is closed here is not used otherwise
  public final Integer call() {
    if (!verbose) {
      return execute();
    }
    try (var log = VerboseLog.on(console)) {
      return execute();
    }
  }

  private Integer execute() {
    try {
      return completed();
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    } catch (RuntimeException e) {
      throw MemoryException.isBehind(e) ? outOfMemory(e) : e;
    }
  }

  private Integer completed() {
    var result = run();
    if (json) {
      console.document(JsonDocument.text(result));
    }
    console.requireWritten();
    afterwards();
    return result.exitCode().code();
  }

  /** How it ends if memory runs out. */
  MemoryException outOfMemory(Throwable cause) {
    return new MemoryException(MemoryException.allowMore(), ExitCode.UNEXPECTED, cause);
  }

  /** Ends the process with {@link #outOfMemory} once memory is full, until that is closed. */
  MemoryWatch watchMemory() {
    return MemoryWatch.start(
        () -> {
          int code = ExitCode.UNEXPECTED.code();
          try {
            var errors = new ErrorHandler(console);
            code = errors.handleExecutionException(outOfMemory(null), spec.commandLine(), null);
          } finally {
            // Hooks that close agents could wait for memory for ever.
            Runtime.getRuntime().halt(code);
          }
        });
  }

  /** The result so far, which the document of an error contains too. */
  Optional<CommandResult> soFar() {
    return soFar;
  }

  final void soFar(CommandResult result) {
    soFar = Optional.of(result);
  }

  /** Lines that follow the message of an error. */
  List<String> afterError() {
    return List.of();
  }

  Map<String, String> environment() {
    return environment;
  }

  boolean json() {
    return json;
  }

  Console console() {
    return console;
  }

  TextView view() {
    return new TextView(console);
  }

  Optional<Path> envFile() {
    return Optional.ofNullable(envFile);
  }

  Settings settings() {
    var settings = Settings.load(Optional.ofNullable(envFile), environment);
    settings.remarks().forEach(console::note);
    return settings;
  }

  /** For options that are well-formed, and can't be used together or with these settings. */
  ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** The value of {@code --host}, which must be this machine's. */
  final String ownHost(String host) {
    return Converters.ownHost(spec.commandLine(), host);
  }

  /** Prints a line for people; nothing with {@code --json} or {@code --quiet}. */
  void print(String line) {
    if (!silent()) {
      console.print(line);
    }
  }

  /** Prints what people need in any case; nothing with {@code --json}. */
  void printAlways(String line) {
    if (!json) {
      console.print(line);
    }
  }

  /** Shows on a terminal what is being done, in a line that the next one replaces. */
  void progress(String line) {
    if (!json && console.terminal()) {
      if (columns == 0) {
        int reported = TerminalInfo.columns(environment, true);
        columns = reported == 0 ? USUAL : Math.max(reported, NARROW);
      }
      // One that wraps could not be replaced.
      console.status(SafeText.shorten(line, columns - 1));
    }
  }

  boolean silent() {
    return json;
  }

  /** After an empty line. */
  void heading(String text) {
    print("");
    print(console.bold(text));
  }

  void print(List<String> lines) {
    lines.forEach(this::print);
  }
}
