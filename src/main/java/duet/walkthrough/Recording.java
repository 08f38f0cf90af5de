package duet.walkthrough;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Grows while a walkthrough runs. */
final class Recording {

  private final Walkthrough walkthrough;
  private final List<Execution.Part> parts = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private Cell cell;
  private Snippets.Next running;

  Recording(Walkthrough walkthrough) {
    this.walkthrough = walkthrough;
  }

  synchronized void begin(Cell next) {
    if (cell != null) {
      parts.add(new Execution.Part(cell, steps));
    }
    steps.clear();
    cell = next;
  }

  synchronized void begin(Snippets.Next snippet) {
    running = snippet;
  }

  synchronized void add(Step step) {
    steps.add(step);
    running = null;
  }

  synchronized Execution soFar() {
    var last = Stream.ofNullable(cell).map(open -> new Execution.Part(open, steps));
    return new Execution(walkthrough, Stream.concat(parts.stream(), last).toList());
  }

  synchronized Execution broken(Failure.Kind kind, String summary, List<String> output) {
    if (running != null) {
      var place = new Origin(walkthrough.name(), running.line()).place();
      var failure = new Failure(kind, place, summary, List.of());
      steps.add(
          new Step(
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
