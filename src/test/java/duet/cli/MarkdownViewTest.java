package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.walkthrough.Cell;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownViewTest {

  private static final String TABLE =
      """
      | state | meaning of that state | n |
      |:--|---|--:|
      | `Sent` | the **request** has left this agent, and nobody answered yet | 1 |
      | 日本 | wide | 12 |
      """;

  @Test
  void a_table_has_aligned_columns_also_of_wide_characters() {
    assertThat(lines(TABLE, 80))
        .containsExactly(
            "state  meaning of that state                                      n",
            "-----  --------------------------------------------------------  --",
            "Sent   the request has left this agent, and nobody answered yet   1",
            "日本   wide                                                      12");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60})
  void a_narrow_terminal_wraps_prose_and_cells(int width) {
    var markdown = TABLE + "\n> a quote of several words that goes on and on\n\n日本語の文章 と言葉 が続く\n";

    assertThat(lines(markdown, width))
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
  }

  @Test
  void quotes_code_and_nested_lists_keep_their_form() {
    var markdown =
        """
        > quoted *text*
        >
        > more
        >
        > ```
        > code  in it
        > ```

        1. first
           - inner
        2. second

           its second paragraph

               indented code

        ---

        <div>html</div>
        """;

    assertThat(lines(markdown, 60))
        .containsExactly(
            "| quoted text",
            "|",
            "| more",
            "|",
            "|     code  in it",
            "",
            "1. first",
            "   - inner",
            "2. second",
            "",
            "   its second paragraph",
            "",
            "       indented code",
            "",
            "-".repeat(60),
            "",
            "    <div>html</div>");
  }

  private static List<String> lines(String markdown, int width) {
    var nowhere = new PrintWriter(new StringWriter());
    var console = new Console(nowhere, nowhere, false, true, false);
    return MarkdownView.lines(console, new Cell.Prose(1, markdown).parsed(), width);
  }
}
