package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.report.JsonDocument;
import duet.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every command has: its output, its settings and {@code --json}. */
abstract class DuetCommand implements Callable<Integer> {

  @Option(
      names = "--json",
      description = "Print one JSON document, and everything else on standard error.")
  private boolean json;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Read settings from this file instead of variables.env.")
  private Path envFile;

  private final Console console;
  private final Map<String, String> environment;
  private final ObjectNode document = JsonDocument.object();
  private boolean published;

  DuetCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  /**
   * Does it.
   *
   * @param document to be filled for {@code --json}
   */
  abstract ExitCode run(ObjectNode document);

  @Override
  public final Integer call() {
    var exit = run(document);
    publish(document, exit);
    return exit.code();
  }

  /** Prints the document if it is wanted, once: a command that goes on may do so before its end. */
  final void publish(ObjectNode document, ExitCode exit) {
    if (json && !published) {
      console.document(JsonDocument.text(document.put("exitCode", exit.code())));
      published = true;
    }
  }

  /** What is told with {@code --json} so far, also of a failure. */
  ObjectNode document() {
    return document;
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

  /** For people only: with {@code --json} it is left out. */
  void say(String line) {
    if (!json) {
      console.say(line);
    }
  }

  void say(List<String> lines) {
    lines.forEach(this::say);
  }
}
