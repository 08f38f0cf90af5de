package duet.walkthrough;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of one snippet.
 *
 * @param line where the snippet begins in its file
 * @param output the lines that were printed while it ran, and that some were left out if so
 * @param value what it evaluated to, if that is to be shown
 * @param figure a drawing of the value, as HTML that can be trusted
 * @param took all of it, compiling included
 * @param failure why the walkthrough ends here, if it does
 */
public record SnippetResult(
    int line,
    String source,
    List<String> output,
    Optional<Value> value,
    Optional<String> figure,
    Duration took,
    Optional<RunFailure> failure) {

  public SnippetResult {
    output = List.copyOf(output);
  }

  /**
   * A value as it is shown.
   *
   * @param name the variable's, or empty if it has none
   * @param text the value's own, made short and harmless
   */
  public record Value(Optional<String> name, String text) {

    /** As JShell shows it: {@code name ==> text}, on lines of its own if it has several. */
    public List<String> lines() {
      var before = name.map(n -> n + " ==> ").orElse("==> ");
      var lines = text.lines().toList();
      if (lines.size() < 2) {
        return List.of(before + text);
      }
      var all = new ArrayList<String>();
      all.add(before.stripTrailing());
      lines.forEach(line -> all.add("  " + line));
      return all;
    }
  }
}
