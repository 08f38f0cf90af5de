package duet.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {

  private static final String NASTY = "<script>alert('x')</script> & ```";

  private static final Execution EXECUTION =
      new Execution(
          Walkthrough.parse("one.jsh", "// # A <b>title</b>"),
          List.of(
              new Execution.Part(
                  new Cell.Prose(1, "# A <b>title</b>\n\n[bad](javascript:alert(1)) `code`"),
                  List.of()),
              new Execution.Part(
                  new Cell.Code(5, "var label = \"<i>\";\nfail();"),
                  List.of(
                      new SnippetResult(
                          5,
                          "var label = \"<i>\";",
                          List.of("printed", NASTY),
                          Optional.of(new SnippetResult.Value(Optional.of("label"), NASTY)),
                          Optional.empty(),
                          Duration.ofMillis(12),
                          Optional.empty()),
                      new SnippetResult(
                          6,
                          "draw()",
                          List.of(),
                          Optional.of(new SnippetResult.Value(Optional.empty(), "not drawn")),
                          Optional.of("<figure>drawn</figure>"),
                          Duration.ZERO,
                          Optional.empty()),
                      new SnippetResult(
                          6,
                          "fail();",
                          List.of(),
                          Optional.empty(),
                          Optional.empty(),
                          Duration.ofMillis(3),
                          Optional.of(
                              new RunFailure(
                                  RunFailure.Kind.THREW,
                                  "one.jsh:6",
                                  "Oops: " + NASTY,
                                  List.of("caused by <x>"))))))));

  @TempDir Path directory;

  @Test
  void jupyter_gets_cells_with_their_outputs() throws IOException {
    JsonNode notebook = new ObjectMapper().readTree(written("one.ipynb"));

    assertThat(notebook.get("nbformat").asInt()).isEqualTo(4);
    assertThat(notebook.at("/cells/0/cell_type").asText()).isEqualTo("markdown");
    assertThat(notebook.at("/cells/1/source/0").asText()).isEqualTo("var label = \"<i>\";\n");
    assertThat(notebook.at("/cells/1/outputs/0/output_type").asText()).isEqualTo("stream");
    assertThat(notebook.at("/cells/1/outputs/1/data/text~1plain/0").asText())
        .isEqualTo("label ==> " + NASTY);
    assertThat(notebook.at("/cells/1/outputs/2/data/text~1html").asText())
        .isEqualTo("<figure>drawn</figure>");
    assertThat(notebook.at("/cells/1/outputs/3/evalue").asText())
        .isEqualTo("one.jsh:6: Oops: " + NASTY);
  }

  @Test
  void markdown_keeps_prose_and_no_output_ends_its_fence() throws IOException {
    assertThat(written("one.md"))
        .contains("# A <b>title</b>")
        .contains("```java\nvar label = \"<i>\";\nfail();\n```")
        .contains(
            "````text\nprinted\n"
                + NASTY
                + "\nlabel ==> "
                + NASTY
                + "\n==> not drawn\nFAILED one.jsh:6: ")
        .contains("\n  caused by <x>\n````");
  }

  @Test
  void a_page_escapes_all_but_the_figures() throws IOException {
    var page = written("one.html");

    assertThat(page)
        .contains("<title>A &lt;b&gt;title&lt;/b&gt;</title>")
        .contains("<figure>drawn</figure>")
        .contains("printed\n&lt;script&gt;alert(")
        .contains("label &#x3D;&#x3D;&gt; &lt;script&gt;")
        .contains("one.jsh:6: Oops: &lt;script&gt;")
        .contains("<code>code</code>")
        .doesNotContain("not drawn", "<script", "javascript:", "<b>", "<i>", "<x>");
  }

  @Test
  void the_same_execution_gives_the_same_text() throws IOException {
    for (String name : List.of("one.ipynb", "one.md", "one.html")) {
      assertThat(written(name)).isEqualTo(written("other-" + name));
    }
  }

  @Test
  void a_file_that_cannot_be_a_notebook_is_refused_beforehand() {
    assertThatThrownBy(() -> Notebook.at(directory.resolve("one.pdf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".ipynb, .md or .html");
    assertThatThrownBy(() -> Notebook.at(directory.resolve("missing/one.md")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such directory");
  }

  @Test
  void writing_leaves_nothing_else_behind() throws IOException {
    written("one.md");
    written("one.md");

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("one.md"));
    }
  }

  private String written(String name) throws IOException {
    var file = directory.resolve(name);
    Notebook.at(file).write(EXECUTION);
    return Files.readString(file);
  }
}
