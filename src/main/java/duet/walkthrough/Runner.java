package duet.walkthrough;

import java.io.Closeable;
import java.io.OutputStream;
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
 * Runs walkthroughs in one JShell in this process, up to the first snippet that is rejected,
 * incomplete, has unresolved references, or throws. Closing it closes what the walkthroughs'
 * variables hold.
 *
 * <pre>{@code
 * try (var runner = Runner.open(System.getProperty("java.class.path"), options)) {
 *   runner.run(Walkthrough.read(Path.of("scenarios/01-create-a-connection.jsh")));
 * }
 * }</pre>
 */
public final class Runner implements Closeable {

  private final Options options;
  private final SnippetClasses classes;
  private final InProcessExecution control;
  private final JShell jshell;

  /** By the id of the snippet; a method that is defined again has the id that it had. */
  private final Map<String, SourceLocation> origins = new HashMap<>();

  private final OutputCapture output;
  private volatile RunListener listener = new RunListener() {};
  private volatile ExecutionRecorder recording;

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
    var before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(classes.loader());
    try {
      for (Cell cell : walkthrough.cells()) {
        recording.begin(cell);
        listener.cell(cell);
        if (cell instanceof Cell.Code code && !run(walkthrough, code)) {
          break;
        }
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return recording.soFar();
  }

  private boolean run(Walkthrough walkthrough, Cell.Code code) {
    var snippets = new SnippetSplitter(jshell.sourceCodeAnalysis(), code);
    while (true) {
      var next = snippets.next();
      if (next.isEmpty()) {
        return true;
      }
      var snippet = next.get();
      recording.begin(snippet);
      listener.snippet(snippet.line(), snippet.source());
      var step = run(walkthrough, snippet);
      recording.add(step);
      listener.step(step);
      if (step.failure().isPresent()) {
        return false;
      }
    }
  }

  private SnippetResult run(Walkthrough walkthrough, SnippetSplitter.Next snippet) {
    var origin = new SourceLocation(walkthrough.name(), snippet.line());
    long started = System.nanoTime();
    var report = new FailureReport(jshell, origins, origin, options.secrets());
    if (!snippet.finished()) {
      return step(
          snippet, started, Optional.empty(), Optional.of(report.unfinished(snippet.source())));
    }
    var events = jshell.eval(snippet.source());
    var value = control.takeLast();
    main(events).ifPresent(event -> origins.put(event.snippet().id(), origin));
    var failure = events.stream().flatMap(event -> report.of(event).stream()).findFirst();
    var shown = failure.isPresent() ? Optional.<SnippetEvent>empty() : main(events);
    return step(snippet, started, shown.map(event -> new Seen(event, value)), failure);
  }

  private SnippetResult step(
      SnippetSplitter.Next snippet,
      long started,
      Optional<Seen> seen,
      Optional<RunFailure> failure) {
    var took = Duration.ofNanos(System.nanoTime() - started);
    return new SnippetResult(
        snippet.line(),
        snippet.source(),
        output.take(),
        seen.flatMap(s -> ValueText.of(s.event(), options.secrets())),
        seen.flatMap(Seen::value).flatMap(options.figures()),
        took,
        failure);
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

  private record Seen(SnippetEvent event, Optional<Object> value) {}

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
