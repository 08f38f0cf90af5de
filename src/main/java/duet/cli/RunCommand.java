package duet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.handshake.HandshakeException;
import duet.handshake.Pair;
import duet.report.Report;
import duet.settings.Settings;
import duet.walkthrough.Execution;
import duet.walkthrough.Notebook;
import duet.walkthrough.RunFailure;
import duet.walkthrough.RunListener;
import duet.walkthrough.Runner;
import duet.walkthrough.SecretFilter;
import duet.walkthrough.Walkthrough;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs walkthroughs, and stops at the first snippet that fails.")
final class RunCommand extends DuetCommand {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Walkthroughs, NAME.jsh.")
  private List<Path> files;

  @Option(
      names = "--notebook",
      paramLabel = "FILE",
      converter = Notebooks.class,
      description = "Keep the walkthrough with its outputs as .ipynb, .md or .html.")
  private Notebook notebook;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1",
      description = "Show nothing before the N-th piece of code; what stands before runs unseen.")
  private int from;

  @Option(names = "--step", description = "Wait for Enter before each piece of code.")
  private boolean step;

  @Option(names = "--quiet", description = "Show only how each walkthrough ended.")
  private boolean quiet;

  RunCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    if (notebook != null && files.size() > 1) {
      throw new ParameterException(
          new CommandLine(this), "--notebook keeps one walkthrough, and there are " + files.size());
    }
    var settings = settings();
    var walkthroughs = files.stream().map(Walkthrough::read).toList();
    var told = document.put("outcome", "finished").putArray("walkthroughs");
    for (Walkthrough walkthrough : walkthroughs) {
      if (!run(walkthrough, settings, told)) {
        document.put("outcome", "failed");
        return ExitCode.FAILED;
      }
    }
    return ExitCode.DONE;
  }

  @SuppressWarnings("try") // what is closed here is not used otherwise
  private boolean run(Walkthrough walkthrough, Settings settings, ArrayNode told) {
    long started = System.nanoTime();
    var mask = new SecretFilter(settings.secrets());
    var options = new Runner.Options(mask, listener(), RunCommand::figure);
    var start = StartScript.of(Path.of(walkthrough.name()));
    try (var runner = Runner.open(StartScript.CLASS_PATH, options);
        var settled = EnvFileProperty.of(envFile());
        var output = StandardOutputRedirect.to(runner.output());
        var words = InterruptionHook.of((kind, summary) -> broken(runner, kind, summary))) {
      var prepared = runner.prepare(start);
      var execution = prepared.failure().isPresent() ? prepared : runner.run(walkthrough);
      keep(execution);
      tell(execution, Duration.ofNanos(System.nanoTime() - started), told);
      return execution.failure().isEmpty();
    }
  }

  private RunListener listener() {
    boolean silent = quiet || json();
    return silent
        ? new RunListener() {}
        : new WalkthroughView(console(), from, step ? this::pause : () -> 0);
  }

  /** At the end of standard input nobody is there to wait for. */
  private Object pause() throws IOException {
    console().say(console().faint("      Enter goes on"));
    int read = System.in.read();
    while (read >= 0 && read != '\n') {
      read = System.in.read();
    }
    return read;
  }

  private void broken(Runner runner, RunFailure.Kind kind, String summary) {
    runner
        .broken(kind, summary)
        .ifPresent(
            execution -> {
              keep(execution);
              execution.failure().ifPresent(this::tell);
            });
    runner.abandon();
  }

  private void keep(Execution execution) {
    if (notebook != null) {
      notebook.write(execution);
    }
  }

  private void tell(Execution execution, Duration took, ArrayNode told) {
    var name = execution.walkthrough().name();
    var one = told.addObject().put("file", name).put("snippets", execution.snippets());
    one.put("millis", took.toMillis());
    if (execution.failure().isPresent()) {
      tell(execution.failure().get());
      one.set("failure", JsonView.failure(execution.failure().get()));
    } else {
      if (!quiet) {
        say("");
      }
      var how = "%d snippets in %s".formatted(execution.snippets(), TextView.millis(took));
      say(console().good("done ") + " " + Console.safe(name) + "  " + how);
    }
    if (notebook != null) {
      say(console().bold("notebook") + "  " + Console.safe(notebook.file().toString()));
    }
  }

  private void tell(RunFailure failure) {
    console().note(console().bad("failed ") + Console.safe(failure.toString()));
    failure.details().forEach(detail -> console().note("  " + Console.safe(detail)));
  }

  /** Handshakes can be drawn. */
  private static Optional<String> figure(Object value) {
    if (value instanceof Pair pair) {
      return Optional.of(Report.of(pair).toFigure());
    }
    if (value instanceof HandshakeException failure) {
      return Optional.of(Report.of(failure).toFigure());
    }
    return value instanceof Report report ? Optional.of(report.toFigure()) : Optional.empty();
  }
}
