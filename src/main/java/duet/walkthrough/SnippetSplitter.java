package duet.walkthrough;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * Cuts code into snippets as the stock tool does: line by line, a snippet being complete as soon as
 * it can be, and a line that begins with a slash being a command.
 */
final class SnippetSplitter {

  private final SourceCodeAnalysis analysis;
  private final Deque<String> lines = new ArrayDeque<>();
  private String pending = "";
  private int line;

  /**
   * @param line where the code begins in its file
   */
  SnippetSplitter(SourceCodeAnalysis analysis, int line) {
    this.analysis = analysis;
    this.line = line;
  }

  /** Adds lines to what is left. */
  SnippetSplitter add(String source) {
    source.lines().forEach(lines::add);
    return this;
  }

  /** The next snippet that is finished, until the lines added so far have none. */
  Optional<Next> next() {
    while (true) {
      skipBlank();
      if (!pending.isEmpty()) {
        var completion = analysis.analyzeCompletion(pending);
        if (completion.completeness().isComplete()) {
          return Optional.of(cut(completion.source(), completion.remaining()));
        }
        if (lines.isEmpty()) {
          return completion.completeness() == Completeness.CONSIDERED_INCOMPLETE
              ? Optional.of(cut(pending, ""))
              : Optional.empty();
        }
      } else if (lines.isEmpty()) {
        return Optional.empty();
      } else if (ToolCommand.is(lines.peek().strip())) {
        return Optional.of(new Next(line++, lines.poll().strip(), true));
      }
      pending += lines.poll() + "\n";
    }
  }

  /** What was begun and isn't finished; comments need no end. */
  Optional<Next> unfinished() {
    boolean nothing =
        pending.isEmpty()
            || analysis.analyzeCompletion(pending).completeness() == Completeness.EMPTY;
    return nothing ? Optional.empty() : Optional.of(new Next(line, pending.strip(), false));
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
   * A snippet, or a command of the tool.
   *
   * @param finished whether it is complete, rather than cut off by the end of its cell
   */
  record Next(int line, String source, boolean finished) {}
}
