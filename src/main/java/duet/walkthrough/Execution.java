package duet.walkthrough;

import java.util.List;
import java.util.Optional;

/**
 * A walkthrough with what came of it so far.
 *
 * @param parts the cells that were begun, in their order
 */
public record Execution(Walkthrough walkthrough, List<Part> parts) {

  public Execution {
    parts = List.copyOf(parts);
  }

  /** Why it ended early, if it did. */
  public Optional<RunFailure> failure() {
    return parts.stream()
        .flatMap(part -> part.steps().stream())
        .flatMap(step -> step.failure().stream())
        .findFirst();
  }

  /** How many snippets were run. */
  public long snippets() {
    return parts.stream().mapToLong(part -> part.steps().size()).sum();
  }

  /**
   * A cell with its snippets' steps.
   *
   * @param steps none if it is prose
   */
  public record Part(Cell cell, List<SnippetResult> steps) {
    public Part {
      steps = List.copyOf(steps);
    }
  }
}
