package duet.walkthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Markdown as it is read on GitHub: prose as it is, code and what came of it in fences. */
final class MarkdownPage {

  private static final Pattern BACKTICKS = Pattern.compile("`{3,}");

  private MarkdownPage() {}

  static String of(Execution execution) {
    var page = new StringJoiner("\n\n", "", "\n");
    for (Execution.Part part : execution.parts()) {
      if (part.cell() instanceof Cell.Prose prose) {
        page.add(prose.markdown());
      } else if (part.cell() instanceof Cell.Code code) {
        page.add(fenced("java", code.source().lines().toList()));
        var results = part.steps().stream().flatMap(MarkdownPage::results).toList();
        if (!results.isEmpty()) {
          page.add(fenced("text", results));
        }
      }
    }
    return page.toString();
  }

  private static Stream<String> results(SnippetResult step) {
    var lines = new ArrayList<>(step.output());
    step.value().ifPresent(value -> lines.addAll(value.lines()));
    step.failure()
        .ifPresent(
            failure -> {
              lines.add("FAILED " + failure);
              failure.details().forEach(detail -> lines.add("  " + detail));
            });
    return lines.stream();
  }

  /** In a fence that nothing in the text can end. */
  private static String fenced(String language, List<String> lines) {
    var text = String.join("\n", lines);
    var runs = BACKTICKS.matcher(text).results();
    var fence = "`".repeat(1 + runs.mapToInt(run -> run.end() - run.start()).max().orElse(2));
    return fence + language + "\n" + text + "\n" + fence;
  }
}
