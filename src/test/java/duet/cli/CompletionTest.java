package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real bash does with the script. */
class CompletionTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "con, connect",
    "comp, completion",
    "connect --tim, --timeout",
    "connect --via em, EMAIL",
    "help pref, preflight",
    "issue --by, --by-hand",
    "completion z, zsh"
  })
  void bash_completes(String line, String completed) throws Exception {
    assertThat(completions(line)).isEqualToIgnoringCase(completed);
  }

  @Test
  void programs_get_the_script_in_a_document() {
    var text = Terminal.duet("completion", "bash");
    var json = Terminal.duet("completion", "zsh", "--json").document();

    assertThat(text.exitCode()).isZero();
    assertThat(json.get("script").asText().strip()).isEqualTo(text.out().strip());
    assertThat(json.get("shell").asText()).isEqualTo("zsh");
  }

  @Test
  void a_shell_that_has_none_is_refused_with_those_that_have_one() {
    assertThat(Terminal.duet("completion", "fish").err()).contains("(must be one of bash, zsh)");
  }

  private String completions(String line) throws IOException, InterruptedException {
    var script =
        Files.writeString(directory.resolve("c"), Terminal.duet("completion", "bash").out());
    var ask =
        """
        source '%s'
        COMP_WORDS=(duet %s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        $(complete -p duet | sed 's/.*-F \\([^ ]*\\).*/\\1/') 2>/dev/null
        echo "${COMPREPLY[@]}"
        """
            .formatted(script, line);
    var bash = new ProcessBuilder("bash", "--norc", "-c", ask).redirectErrorStream(true).start();
    var out = new String(bash.getInputStream().readAllBytes()).strip();
    assertThat(bash.waitFor()).as(out).isZero();
    return out;
  }
}
