package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every walkthrough with {@code duet run}, kept as a notebook of each kind. */
class ScenariosIT {

  private static final Path SCENARIOS = Path.of("scenarios").toAbsolutePath();
  private static final int LONGEST = 65;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("walkthroughs")
  void it_runs_to_its_last_line(Path walkthrough) throws Exception {
    var notebook = directory.resolve("one.ipynb");

    var output = run(walkthrough, notebook);

    var name = walkthrough.getFileName().toString().replace(".jsh", "");
    assertThat(output).contains("\n      " + name + ": finished\n");
    validate(notebook);
  }

  @ParameterizedTest
  @MethodSource("walkthroughs")
  void it_is_short_enough_to_be_read(Path walkthrough) throws IOException {
    var code =
        Files.readAllLines(walkthrough).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("//"));

    assertThat(code.count()).isLessThanOrEqualTo(LONGEST);
  }

  @Test
  void the_list_of_walkthroughs_has_them_all() throws IOException {
    var list = Files.readString(SCENARIOS.resolve("README.md"));

    assertThat(walkthroughs()).allMatch(file -> list.contains("](" + file.getFileName() + ")"));
  }

  @Test
  void a_notebook_has_the_handshake_drawn() throws Exception {
    var page = directory.resolve("one.html");

    run(SCENARIOS.resolve("01-create-a-connection.jsh"), page);

    assertThat(page).content().contains("<figure", "<svg", "<h1>Create a connection</h1>");
  }

  private static String run(Path walkthrough, Path notebook) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, true, false);
    int exit =
        Duet.run(
            console,
            System.getenv(),
            "run",
            walkthrough.toString(),
            "--notebook",
            notebook.toString());
    assertThat(exit).as(out + "\n" + err).isZero();
    return out.toString();
  }

  /** By the schema that Debian has, where it is installed. */
  private static void validate(Path notebook) throws Exception {
    var python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "no /usr/bin/python3 to validate notebooks with");
    var script =
        """
        import sys
        try:
            import nbformat
        except ImportError:
            sys.exit(77)
        nbformat.validate(nbformat.read(sys.argv[1], as_version=4))
        """;
    var process =
        new ProcessBuilder(python.toString(), "-c", script, notebook.toString())
            .redirectErrorStream(true)
            .start();
    var said = process.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assumeTrue(process.exitValue() != 77, "python3-nbformat is not installed");
    assertThat(process.exitValue()).as(said).isZero();
  }

  static List<Path> walkthroughs() throws IOException {
    try (var files = Files.list(SCENARIOS)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.jsh"))
          .sorted()
          .toList();
    }
  }
}
