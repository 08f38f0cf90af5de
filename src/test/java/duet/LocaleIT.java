package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments and file names beyond ASCII, where the locale is not one of UTF-8. */
class LocaleIT {

  private static final String NAME = "$(printf 'jos\\303\\251')";
  private static final String LABEL = "$(printf 'Gr\\303\\274\\303\\237e')";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.ISO-8859-1", "xx_XX.UTF-8", "C.UTF-8"})
  void the_launcher_loses_no_character(String locale) throws Exception {
    var launcher = Path.of("duet").toAbsolutePath();

    try (var duet = connect(locale, "sh '" + launcher + "'")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      var document = new ObjectMapper().readTree(duet.out());
      assertThat(document.at("/inviter/label").asText()).isEqualTo("Grüße");
      assertThat(document.at("/name").asText()).isEqualTo("josé");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8"})
  void without_the_launcher_one_sentence_says_what_to_set(String locale) throws Exception {
    try (var duet = connect(locale, "'" + Program.tool("java") + "' -jar '" + Program.JAR + "'")) {
      assertThat(duet.exitCode()).isEqualTo(2);
      assertThat(duet.err().lines().toList())
          .first()
          .asString()
          .contains("ANSI_X3.4-1968", "LC_ALL=C.UTF-8");
      assertThat(duet.err()).doesNotContain("\tat ", "Exception");
    }
  }

  private Program connect(String locale, String command) throws Exception {
    var line = command + " connect \"" + NAME + "\" --label \"" + LABEL + "\" --json";
    var settings =
        Map.of("LC_ALL", locale, "JAVA_HOME", System.getProperty("java.home"), "DUET_DATA", "data");
    return Program.start(directory, settings, List.of("sh", "-c", line));
  }
}
