package duet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFileTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"report.pdf", "report", "html", ".htm", "report.html.gz"})
  void another_ending_is_refused(String name) {
    assertThatThrownBy(() -> ReportFile.of(directory.resolve(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("must end in .html, .json or .txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.html", "A.HTML", "a b.json", "ä.txt", ".txt"})
  void the_three_endings_are_known_in_any_case(String name) {
    var path = directory.resolve(name);

    assertThat(ReportFile.of(path).path()).isEqualTo(path);
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    assertThatThrownBy(() -> ReportFile.of(directory.resolve("none/report.html")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such directory: " + directory.resolve("none"));
  }

  @Test
  void a_file_is_no_directory_to_write_to() throws Exception {
    var file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> ReportFile.of(file.resolve("report.html")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such directory: " + file);
  }

  @Test
  void a_directory_with_that_name_is_refused() throws Exception {
    var path = Files.createDirectory(directory.resolve("report.html"));

    assertThatThrownBy(() -> ReportFile.of(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is a directory");
  }
}
