package duet.walkthrough;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.renderer.html.HtmlRenderer;

/** One page that needs nothing else, from a template that escapes all that it is given. */
final class HtmlPage {

  private static final Template TEMPLATE =
      Mustache.compiler()
          .compile(
              new InputStreamReader(
                  Objects.requireNonNull(HtmlPage.class.getResourceAsStream("notebook.mustache")),
                  StandardCharsets.UTF_8));

  /** Prose can link and stress, and neither run scripts nor bring its own HTML. */
  private static final HtmlRenderer PROSE =
      HtmlRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .escapeHtml(true)
          .sanitizeUrls(true)
          .build();

  private HtmlPage() {}

  static String of(Execution execution) {
    var cells = execution.parts().stream().map(View::of).toList();
    return TEMPLATE.execute(
        new Page(execution.walkthrough().title(), execution.walkthrough().name(), cells));
  }

  /** What the template shows. */
  record Page(String title, String file, List<View> cells) {}

  /**
   * A cell.
   *
   * @param prose as HTML, or null if it is code
   * @param code null if it is prose
   */
  record View(String prose, String code, List<Result> results, String took) {

    static View of(Execution.Part part) {
      if (part.cell() instanceof Cell.Prose text) {
        var html = PROSE.render(text.parsed());
        return new View(html, null, List.of(), null);
      }
      long millis = part.steps().stream().mapToLong(step -> step.took().toMillis()).sum();
      return new View(
          null,
          ((Cell.Code) part.cell()).source(),
          part.steps().stream().flatMap(Result::of).toList(),
          millis + " ms");
    }
  }

  /**
   * What came of a snippet; one of these is there, the others are null.
   *
   * @param figure as HTML, which goes before the value's text
   */
  record Result(String output, String value, String figure, RunFailure failure) {

    static Stream<Result> of(SnippetResult step) {
      var output = Optional.of(String.join("\n", step.output())).filter(text -> !text.isEmpty());
      var value =
          step.value()
              .filter(shown -> step.figure().isEmpty())
              .map(shown -> String.join("\n", shown.lines()));
      return Stream.of(
              output.map(text -> new Result(text, null, null, null)),
              value.map(text -> new Result(null, text, null, null)),
              step.figure().map(html -> new Result(null, null, html, null)),
              step.failure().map(failure -> new Result(null, null, null, failure)))
          .flatMap(Optional::stream);
    }
  }
}
