package duet.cli;

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

  @Option(names = "--step", description = "Wait for Enter before each code cell.")
  private boolean step;

  @Option(names = "--quiet", description = "Show only how each walkthrough ended.")
  private boolean quiet;

  @Override
  CommandResult run() {
    if (notebook != null && files.size() > 1) {
      throw misuse("--notebook takes one walkthrough, not " + files.size());
    }
    var settings = settings();
    var runs = new ArrayList<WalkthroughRun>();
    for (Walkthrough walkthrough : files.stream().map(Walkthrough::read).toList()) {
      var run = run(walkthrough, settings);
      runs.add(run);
      if (run.failure().isPresent()) {
        return new WalkthroughRuns("failed", runs, ExitCode.FAILED);
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
        : new WalkthroughView(console(), from, step ? this::pause : () -> 0);
  }

  /** Returns at the end of standard input, too. */
  private Object pause() throws IOException {
    console().print(console().faint("      press Enter to continue"));
    int read = System.in.read();
    while (read >= 0 && read != '\n') {
      read = System.in.read();
    }
    return read;
  }

  private void interrupt(Runner runner, RunFailure.Kind kind, String summary) {
    runner
        .broken(kind, summary)
        .ifPresent(
            execution -> {
              keep(execution);
              execution.failure().ifPresent(this::print);
            });
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
      print(console().good("done ") + " " + Console.safe(run.file()) + "  " + how);
    }
    if (notebook != null) {
      print(console().bold("notebook") + "  " + Console.safe(notebook.file().toString()));
    }
  }

  private void print(RunFailure failure) {
    console().note(console().bad("failed ") + Console.safe(failure.toString()));
    failure.details().forEach(detail -> console().note("  " + Console.safe(detail)));
  }

  /** The drawing of a handshake. */
  private static Optional<String> figure(Object value) {
    if (value instanceof Pair pair) {
      return Optional.of(Report.of(pair).toFigure());
    }
    if (value instanceof HandshakeException failure) {
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
