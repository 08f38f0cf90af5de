package duet.cli;

import duet.exchange.ExchangeException;
import duet.exchange.SidePair;
import duet.report.Report;
import duet.settings.Settings;
import duet.walkthrough.Execution;
import duet.walkthrough.Notebook;
import duet.walkthrough.RunFailure;
import duet.walkthrough.RunListener;
import duet.walkthrough.Runner;
import duet.walkthrough.SecretFilter;
import duet.walkthrough.Walkthrough;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs walkthroughs, and stops at the first snippet that fails.")
final class RunCommand extends DuetCommand {

  private static final int WIDEST = 80;
  private static final int NARROWEST = 20;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The walkthroughs (.jsh files).")
  private List<Path> files;

  @Option(
      names = "--notebook",
      paramLabel = "FILE",
      description = "Where to write the walkthrough with its output (.ipynb, .md or .html).")
  private Notebook notebook;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1",
      description = "Show the output from the N-th code cell on; earlier cells run silently.")
  private int from;

  @Option(names = "--step", description = "Show each code cell and wait: Enter runs it, q quits.")
  private boolean step;

  @Option(names = "--quiet", description = "Show only how each walkthrough ended.")
  private boolean quiet;

  private StepPrompt prompt;

  @Override
  CommandResult run() {
    if (notebook != null && files.size() > 1) {
      throw misuse("--notebook takes one walkthrough, not " + files.size());
    }
    if (notebook != null && notebook.file().equals(files.get(0))) {
      throw misuse("--notebook would overwrite the walkthrough " + files.get(0));
    }
    if (step && (quiet || json())) {
      throw misuse("--step shows the code, so it can't be used with --quiet or --json");
    }
    var settings = settings();
    var runs = new ArrayList<WalkthroughRun>();
    for (Walkthrough walkthrough : files.stream().map(Walkthrough::read).toList()) {
      var run = run(walkthrough, settings);
      runs.add(run);
      if (run.failure().isPresent()) {
        return new WalkthroughRuns("failed", runs, ExitCode.FAILED);
      }
      if (prompt().quit()) {
        boolean wanted = !prompt().ended() || console().terminal();
        return new WalkthroughRuns("quit", runs, wanted ? ExitCode.DONE : ExitCode.FAILED);
      }
      soFar(new WalkthroughRuns("finished", runs, ExitCode.DONE));
    }
    return new WalkthroughRuns("finished", runs, ExitCode.DONE);
  }

  @SuppressWarnings("try") // what is closed here is not used otherwise
  private WalkthroughRun run(Walkthrough walkthrough, Settings settings) {
    long started = System.nanoTime();
    var filter = new SecretFilter(settings.secrets());
    var options = new Runner.Options(filter, listener(), RunCommand::figure);
    var start = StartScript.of(Path.of(walkthrough.name()));
    try (var runner = Runner.open(StartScript.CLASS_PATH, options);
        var envFile = EnvFileProperty.of(envFile());
        var output = StandardOutputRedirect.to(runner.output());
        var hook = InterruptionHook.of((kind, summary) -> interrupt(runner, kind, summary))) {
      var prepared = runner.prepare(start);
      var execution = prepared.failure().isPresent() ? prepared : runner.run(walkthrough);
      keep(execution);
      var run = WalkthroughRun.of(execution, Duration.ofNanos(System.nanoTime() - started));
      print(run);
      return run;
    }
  }

  private RunListener listener() {
    boolean silent = quiet || json();
    return silent
        ? new RunListener() {}
        : new WalkthroughView(
            console(), width(), from, step ? Optional.of(prompt()::goOn) : Optional.empty());
  }

  /** Prose is read in lines of {@value #WIDEST} columns, or as many as the terminal has. */
  private int width() {
    int columns = TerminalInfo.columns(environment(), console().terminal());
    return columns == 0 ? WIDEST : Math.max(NARROWEST, Math.min(WIDEST, columns));
  }

  private StepPrompt prompt() {
    if (prompt == null) {
      prompt = new StepPrompt(console(), System.in);
    }
    return prompt;
  }

  private void interrupt(Runner runner, RunFailure.Kind kind, String summary) {
    var execution = runner.broken(kind, summary);
    execution.ifPresent(this::keep);
    execution
        .flatMap(Execution::failure)
        .ifPresentOrElse(this::print, () -> console().note(console().bad("failed ") + summary));
    if (kind == RunFailure.Kind.INTERRUPTED) {
      console()
          .note("  The lines after it did not run. Embedded agents end; other agents keep the");
      console()
          .note("  connections begun there: 'duet list' shows them, 'duet delete' removes them.");
    }
    runner.abandon();
  }

  private void keep(Execution execution) {
    if (notebook != null) {
      notebook.write(execution);
    }
  }

  private void print(WalkthroughRun run) {
    if (run.failure().isPresent()) {
      print(run.failure().get());
    } else {
      if (!quiet) {
        print("");
      }
      var how = "%d snippets in %d ms".formatted(run.snippets(), run.millis());
      var end =
          prompt().ended()
              ? console().bad("quit ") + " since standard input ended; "
              : console().good(prompt().quit() ? "quit " : "done ") + " ";
      print(end + Console.safe(run.file()) + "  " + how);
    }
    if (notebook != null) {
      print(console().bold("notebook") + "  " + Console.safe(notebook.file().toString()));
    }
  }

  private void print(RunFailure failure) {
    console().note(console().bad("failed ") + Console.safe(failure.toString()));
    failure.details().forEach(detail -> console().note("  " + Console.safe(detail)));
  }

  /** The drawing of a handshake and its like. */
  private static Optional<String> figure(Object value) {
    if (value instanceof SidePair<?> pair) {
      return Optional.of(Report.of(pair).toFigure());
    }
    if (value instanceof ExchangeException failure) {
      return Optional.of(Report.of(failure).toFigure());
    }
    return value instanceof Report report ? Optional.of(report.toFigure()) : Optional.empty();
  }

  private record WalkthroughRuns(
      String outcome, List<WalkthroughRun> walkthroughs, ExitCode exitCode)
      implements CommandResult {

    WalkthroughRuns {
      walkthroughs = List.copyOf(walkthroughs);
    }
  }

  private record WalkthroughRun(
      String file, long snippets, long millis, Optional<RunFailure> failure) {

    static WalkthroughRun of(Execution execution, Duration took) {
      return new WalkthroughRun(
          execution.walkthrough().name(),
          execution.snippets(),
          took.toMillis(),
          execution.failure());
    }
  }
}
