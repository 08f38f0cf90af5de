package duet.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkthroughTest {

  @TempDir Path directory;

  @Test
  void comments_in_the_first_column_are_prose_and_the_rest_is_code() {
    var cells =
        Walkthrough.parse(
                "one.jsh",
                """
                // # Title
                //
                // Some *prose*.

                int one = 1;

                // indented comments belong to code:
                void f() {
                    // like this
                }


                """)
            .cells();

    assertThat(cells)
        .containsExactly(
            new Cell.Prose(1, "# Title\n\nSome *prose*."),
            new Cell.Code(5, "int one = 1;"),
            new Cell.Prose(7, "indented comments belong to code:"),
            new Cell.Code(8, "void f() {\n    // like this\n}"));
  }

  @Test
  void the_title_is_the_first_heading_or_the_name() {
    assertThat(Walkthrough.parse("one.jsh", "// text\n// # Title\n").title()).isEqualTo("Title");
    assertThat(Walkthrough.parse("one.jsh", "int one = 1;").title()).isEqualTo("one.jsh");
  }

  @Test
  void a_byte_order_mark_and_lines_that_end_as_on_windows_make_no_difference() throws IOException {
    var file = directory.resolve("one.jsh");
    Files.writeString(file, "\uFEFF// # Title\r\n\r\nint one = 1;\r\nint two = 2;\r\n");

    assertThat(Walkthrough.read(file).cells())
        .containsExactly(
            new Cell.Prose(1, "# Title"), new Cell.Code(3, "int one = 1;\nint two = 2;"));
  }

  @Test
  void an_empty_file_has_no_cells() {
    assertThat(Walkthrough.parse("one.jsh", "\n \n").cells()).isEmpty();
  }

  @Test
  void what_is_no_walkthrough_is_refused_with_its_name() throws IOException {
    var binary = Files.write(directory.resolve("binary.jsh"), new byte[] {(byte) 0xFF, 0x0A});
    var folder = Files.createDirectory(directory.resolve("folder.jsh"));

    refused(binary, "not in UTF-8");
    refused(folder, "is a directory");
    refused(directory.resolve("missing.jsh"), "no such walkthrough");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> Walkthrough.read(file))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }
}
