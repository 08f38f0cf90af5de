package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  private static final String TWO_CELLS =
      """
      // # First *part*

      print("one");

      // # Second part
      //
      // - with a `list`

      int two = 2;
      two * 21
      """;

  @TempDir Path directory;

  @Test
  void prose_code_output_and_values_are_shown_in_their_order() throws IOException {
    var terminal = Terminal.duet("run", file(TWO_CELLS).toString());

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .containsSubsequence(
            "First part\n",
            "   3  print(\"one\");\n      one\n",
            " ms\n",
            "Second part\n\n- with a list\n",
            "   9  int two = 2;\n      two ==> 2\n",
            "  10  two * 21\n      ==> 42\n",
            "done  ",
            "3 snippets in ");
  }

  @Test
  void what_stands_before_the_code_asked_for_runs_unseen() throws IOException {
    var terminal = Terminal.duet("run", file(TWO_CELLS).toString(), "--from", "2");

    assertThat(terminal.out())
        .contains("Second part", "==> 42", "3 snippets")
        .doesNotContain("First part", "   3  ");
  }

  @Test
  void quiet_tells_only_how_it_ended() throws IOException {
    var terminal = Terminal.duet("run", "--quiet", file(TWO_CELLS).toString());

    assertThat(terminal.out()).matches("done  .*one.jsh  3 snippets in \\d+ ms\n");
  }

  @Test
  void a_failure_names_its_line_and_ends_with_6() throws IOException {
    var terminal =
        Terminal.duet("run", "--quiet", file("int one = 1;\ncheck(one > 1, \"big\");").toString());

    assertThat(terminal.exitCode()).isEqualTo(6);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("one.jsh:2: AssertionError: not so: big");
  }

  @Test
  void programs_get_one_document() throws IOException {
    var good = Terminal.duet("run", "--json", file(TWO_CELLS).toString()).document();
    var bad = Terminal.duet("run", "--json", file("int one = two;").toString()).document();

    assertThat(good.at("/outcome").asText()).isEqualTo("finished");
    assertThat(good.at("/walkthroughs/0/snippets").asInt()).isEqualTo(3);
    assertThat(bad.at("/outcome").asText()).isEqualTo("failed");
    assertThat(bad.at("/exitCode").asInt()).isEqualTo(6);
    assertThat(bad.at("/walkthroughs/0/failure/kind").asText()).isEqualTo("REJECTED");
    assertThat(bad.at("/walkthroughs/0/failure/place").asText()).endsWith("one.jsh:1");
  }

  @Test
  void a_notebook_is_kept_also_of_a_walkthrough_that_failed() throws IOException {
    var notebook = directory.resolve("one.md");

    Terminal.duet(
        "run",
        file("print(\"so far\");\nint one = two;").toString(),
        "--notebook",
        notebook.toString());

    assertThat(notebook).content().contains("so far", "FAILED", "cannot find symbol");
  }

  @Test
  void a_start_file_beside_the_walkthrough_goes_before_the_usual_one() throws IOException {
    Files.writeString(directory.resolve("start.jsh"), "int zero = 0;");

    var terminal = Terminal.duet("run", "--quiet", file("int one = zero + 1;").toString());

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
  }

  @Test
  void keys_of_the_settings_are_masked() throws IOException {
    var notebook = directory.resolve("one.html");
    var file = file("print(\"it is key-of-the-\" + \"invitee\");");

    var terminal =
        new Terminal()
            .with("INVITEE_APIKEY", "key-of-the-invitee")
            .run("run", file.toString(), "--notebook", notebook.toString());

    assertThat(terminal.out()).contains("it is ***").doesNotContain("key-of-the-invitee");
    assertThat(notebook).content().contains("it is ***").doesNotContain("key-of-the-invitee");
  }

  @Test
  void what_cannot_be_run_is_refused_with_2() throws IOException {
    var good = file("int one = 1;").toString();

    refused("no such walkthrough", "run", "missing.jsh");
    refused("is a directory", "run", directory.toString());
    refused("issing required parameter", "run");
    refused("its name must end in .ipynb, .md or .html", "run", good, "--notebook", "one.pdf");
    refused("its name must end in .ipynb, .md or .html", "run", good, "--notebook", "md");
    refused("--notebook takes one walkthrough", "run", good, good, "--notebook", "one.md");
    refused("no such walkthrough", "shell", "missing.jsh");
  }

  private static void refused(String why, String... args) {
    var terminal = Terminal.duet(args);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains(why);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("one.jsh"), text);
  }
}
