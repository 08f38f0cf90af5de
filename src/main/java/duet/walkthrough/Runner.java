package duet.walkthrough;

import java.io.Closeable;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs walkthroughs in one JShell in this process, as the stock tool runs scripts, but only up to
 * the first snippet that is rejected or incomplete, throws, or calls what needs something that
 * isn't declared. Closing it closes what the walkthroughs' variables hold.
 *
 * <p>One thing differs: variables of a class that is declared again are always null afterwards; the
 * tool, which runs snippets in another process, keeps them if only the methods' bodies changed.
 *
 * <pre>{@code
 * try (var runner = Runner.open(System.getProperty("java.class.path"), options)) {
 *   runner.run(Walkthrough.read(Path.of("scenarios/01-create-a-connection.jsh")));
 * }
 * }</pre>
 */
public final class Runner implements Closeable {

  private static final int DEEPEST = 20;

  private final Options options;
  private final SnippetClasses classes;
  private final InProcessExecution control;
  private final JShell jshell;

  /** By the id of the snippet; a method that is defined again has the id that it had. */
  private final Map<String, SourceLocation> origins = new HashMap<>();

  private final OutputCapture output;
  private volatile RunListener listener = new RunListener() {};
  private volatile ExecutionRecorder recording;

  /** Whether it was told to stop, by the listener or by a command. */
  private boolean ended;

  private int opened;

  private Runner(String classPath, Options options) {
    this.options = options;
    this.output = new OutputCapture(options.secrets(), line -> listener.output(line));
    this.classes = new SnippetClasses(Runner.class.getClassLoader());
    this.control = new InProcessExecution(classes);
    this.jshell =
        JShell.builder()
            .executionEngine(new Engine(control), Map.of())
            .compilerOptions("--class-path", classPath, "-proc:none")
            .build();
    runThrough(StartupScript.DEFAULT);
  }

  /**
   * Opens a JShell.
   *
   * @param classPath what snippets are compiled with; they run with the classes of this application
   */
  public static Runner open(String classPath, Options options) {
    return new Runner(classPath, options);
  }

  /** Where standard output is to be redirected to while a walkthrough runs. */
  public OutputStream output() {
    return output;
  }

  /** Runs what walkthroughs begin with, without calling the listener. */
  public Execution prepare(Walkthrough start) {
    return runThrough(start);
  }

  /** Runs a walkthrough to its end, or to the first snippet that fails. */
  public Execution run(Walkthrough walkthrough) {
    listener = options.listener();
    return runThrough(walkthrough);
  }

  /**
   * What came of the walkthrough so far, when the process is about to end: the snippet that runs
   * becomes a failure of that kind.
   */
  public Optional<Execution> broken(RunFailure.Kind kind, String summary) {
    return Optional.ofNullable(recording).map(r -> r.broken(kind, summary, output.take()));
  }

  @Override
  public void close() {
    classes.close();
    jshell.close();
  }

  /** Closes what walkthroughs leave open, from another thread while one of them still runs. */
  public void abandon() {
    classes.close();
  }

  private Execution runThrough(Walkthrough walkthrough) {
    recording = new ExecutionRecorder(walkthrough);
    ended = false;
    opened = 0;
    var before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(classes.loader());
    try {
      boolean good = true;
      for (int next = 0; good && !ended && next < walkthrough.cells().size(); ) {
        var cell = CompleteCell.at(next, walkthrough, jshell.sourceCodeAnalysis());
        next = cell.next();
        good = run(walkthrough, cell);
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return recording.soFar();
  }

  private boolean run(Walkthrough walkthrough, CompleteCell cell) {
    if (!listener.cell(cell.cell())) {
      ended = true;
      return true;
    }
    recording.begin(cell.cell());
    for (SnippetSplitter.Next snippet : cell.snippets()) {
      recording.begin(snippet);
      listener.snippet(snippet.line(), snippet.source());
      var step = run(walkthrough, snippet);
      recording.add(step);
      listener.step(step);
      if (step.failure().isPresent()) {
        return false;
      }
      if (ended) {
        break;
      }
    }
    return true;
  }

  private SnippetResult run(Walkthrough walkthrough, SnippetSplitter.Next snippet) {
    long started = System.nanoTime();
    var outcome = evaluate(walkthrough.name(), snippet);
    var took = Duration.ofNanos(System.nanoTime() - started);
    return new SnippetResult(
        snippet.line(),
        snippet.source(),
        output.take(),
        outcome.event().flatMap(event -> ValueText.of(event, options.secrets())),
        outcome.value().flatMap(options.figures()),
        took,
        outcome.failure());
  }

  private Outcome evaluate(String file, SnippetSplitter.Next snippet) {
    var origin = new SourceLocation(file, snippet.line());
    var report = new FailureReport(jshell, origins, origin, options.secrets());
    if (!snippet.finished()) {
      return Outcome.of(Optional.of(report.unfinished(snippet.source())));
    }
    if (ToolCommand.is(snippet.source())) {
      return Outcome.of(run(ToolCommand.of(snippet.source()), report));
    }
    var events = jshell.eval(snippet.source());
    var value = control.takeLast();
    main(events).ifPresent(event -> origins.put(event.snippet().id(), origin));
    var failure = failure(events, report);
    return failure.isPresent()
        ? Outcome.of(failure)
        : new Outcome(main(events), main(events).flatMap(event -> value), failure);
  }

  private Optional<RunFailure> run(ToolCommand command, FailureReport report) {
    switch (command.name()) {
      case "/exit":
        return exit(command.argument(), report);
      case "/open":
        return open(command.argument(), report);
      case "/drop":
        var named = command.named(jshell);
        named.forEach(jshell::drop);
        return named.isEmpty()
            ? Optional.of(report.command("nothing to drop: " + command.argument()))
            : Optional.empty();
      case "/vars", "/methods", "/types", "/imports", "/list":
        command.shown(jshell).forEach(output::line);
        return Optional.empty();
      case "/set", "/help", "/?", "/history":
        // What only the tool itself has; a script runs the same without it.
        return Optional.empty();
      default:
        return Optional.of(report.command(command.refusal()));
    }
  }

  private Optional<RunFailure> exit(String expression, FailureReport report) {
    ended = true;
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    var events = jshell.eval(expression);
    var code = main(events).map(SnippetEvent::value).orElse("");
    return failure(events, report)
        .or(
            () ->
                code.equals("0")
                    ? Optional.empty()
                    : Optional.of(
                        code.matches("-?\\d+")
                            ? report.exited("ended with /exit " + code)
                            : report.command("/exit takes an integer expression")));
  }

  /** Runs what a file has, as if it stood here. */
  private Optional<RunFailure> open(String file, FailureReport report) {
    try {
      var script = StartupScript.read(file);
      if (opened > DEEPEST) {
        return Optional.of(report.command("too many files that open one another: " + file));
      }
      opened++;
      for (int next = 0; !ended && next < script.cells().size(); ) {
        var cell = CompleteCell.at(next, script, jshell.sourceCodeAnalysis());
        next = cell.next();
        for (SnippetSplitter.Next snippet : cell.snippets()) {
          var failure = evaluate(script.name(), snippet).failure();
          if (failure.isPresent() || ended) {
            return failure;
          }
        }
      }
      opened--;
      return Optional.empty();
    } catch (UnreadableException | InvalidPathException e) {
      return Optional.of(report.command("/open " + file + ": " + e.getMessage()));
    }
  }

  private static Optional<RunFailure> failure(List<SnippetEvent> events, FailureReport report) {
    return events.stream().flatMap(event -> report.of(event).stream()).findFirst();
  }

  private static Optional<SnippetEvent> main(List<SnippetEvent> events) {
    return events.stream().filter(event -> event.causeSnippet() == null).findFirst();
  }

  /**
   * How to run.
   *
   * @param secrets kept out of all that is reported and recorded
   * @param figures draws values that can be drawn, as HTML that can be trusted
   */
  public record Options(
      SecretFilter secrets, RunListener listener, Function<Object, Optional<String>> figures) {}

  /** What came of a snippet: a failure, or its event with the value itself. */
  private record Outcome(
      Optional<SnippetEvent> event, Optional<Object> value, Optional<RunFailure> failure) {

    static Outcome of(Optional<RunFailure> failure) {
      return new Outcome(Optional.empty(), Optional.empty(), failure);
    }
  }

  /** Gives JShell its only execution control. */
  private record Engine(InProcessExecution control) implements ExecutionControlProvider {

    @Override
    public String name() {
      return "duet";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }
}
