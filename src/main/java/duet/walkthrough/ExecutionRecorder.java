package duet.walkthrough;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects the results of a walkthrough while it runs. */
final class ExecutionRecorder {

  private final Walkthrough walkthrough;
  private final List<Execution.Part> parts = new ArrayList<>();
  private final List<SnippetResult> steps = new ArrayList<>();
  private Cell cell;
  private SnippetSplitter.Next running;

  ExecutionRecorder(Walkthrough walkthrough) {
    this.walkthrough = walkthrough;
  }

  synchronized void begin(Cell next) {
    if (cell != null) {
      parts.add(new Execution.Part(cell, steps));
    }
    steps.clear();
    cell = next;
  }

  synchronized void begin(SnippetSplitter.Next snippet) {
    running = snippet;
  }

  synchronized void add(SnippetResult step) {
    steps.add(step);
    running = null;
  }

  synchronized Execution soFar() {
    var last = Stream.ofNullable(cell).map(open -> new Execution.Part(open, steps));
    return new Execution(walkthrough, Stream.concat(parts.stream(), last).toList());
  }

  synchronized Execution broken(RunFailure.Kind kind, String summary, List<String> output) {
    if (running != null) {
      var place = new SourceLocation(walkthrough.name(), running.line()).place();
      var failure = new RunFailure(kind, place, summary, List.of());
      steps.add(
          new SnippetResult(
              running.line(),
              running.source(),
              output,
              Optional.empty(),
              Optional.empty(),
              Duration.ZERO,
              Optional.of(failure)));
      running = null;
    }
    return soFar();
  }
}
