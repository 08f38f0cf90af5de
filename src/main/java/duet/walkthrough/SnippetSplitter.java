package duet.walkthrough;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * Cuts a cell into snippets as the stock tool does: line by line, a snippet being complete as soon
 * as it can be.
 */
final class SnippetSplitter {

  private final SourceCodeAnalysis analysis;
  private final Deque<String> lines = new ArrayDeque<>();
  private String pending = "";
  private int line;

  SnippetSplitter(SourceCodeAnalysis analysis, Cell.Code cell) {
    this.analysis = analysis;
    cell.source().lines().forEach(lines::add);
    this.line = cell.line();
  }

  /** The next snippet, until there is none. */
  Optional<Next> next() {
    while (true) {
      skipBlank();
      if (!pending.isEmpty()) {
        var completion = analysis.analyzeCompletion(pending);
        if (completion.completeness().isComplete()) {
          return Optional.of(cut(completion.source(), completion.remaining()));
        }
        if (lines.isEmpty()) {
          return atEnd(completion.completeness());
        }
      } else if (lines.isEmpty()) {
        return Optional.empty();
      }
      pending += lines.poll() + "\n";
    }
  }

  private Optional<Next> atEnd(Completeness completeness) {
    if (completeness == Completeness.EMPTY) {
      return Optional.empty();
    }
    var rest = new Next(line, pending.strip(), completeness == Completeness.CONSIDERED_INCOMPLETE);
    pending = "";
    return Optional.of(rest);
  }

  private Next cut(String source, String remaining) {
    var next = new Next(line, source.strip(), true);
    line += SourceLocation.newlines(pending) - SourceLocation.newlines(remaining);
    pending = remaining;
    return next;
  }

  private void skipBlank() {
    var rest = pending.stripLeading();
    line += SourceLocation.newlines(pending) - SourceLocation.newlines(rest);
    pending = rest;
  }

  /**
   * A snippet.
   *
   * @param finished whether it is complete, rather than cut off by the end of its cell
   */
  record Next(int line, String source, boolean finished) {}
}
