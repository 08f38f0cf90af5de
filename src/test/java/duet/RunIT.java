package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walkthroughs and the shell in a process of their own, and how that ends. */
class RunIT {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void an_endless_loop_ends_with_a_signal_and_so_do_the_agents(String signal, int code)
      throws Exception {
    var file =
        walkthrough(
            """
            // # For ever
            var agents = AgentPair.embedded();
            print(agents.inviter().url());
            while (true) {
            }
            """);

    try (var duet = run(file, "--notebook", "loop.md")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> duet.out().contains("   4  while (true) {"));
      signal(signal, duet);

      assertThat(duet.exitCode()).isEqualTo(code);
      assertThat(duet.err()).contains("failed ", "one.jsh:4: interrupted");
      assertThat(directory.resolve("loop.md")).content().contains("http://127.0.0.1:", "FAILED");
      assertThat(duet.out() + duet.err()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void a_snippet_that_ends_the_process_fails_the_walkthrough() throws Exception {
    var file = walkthrough("print(\"so far\");\nSystem.exit(0);\nprint(\"not here\");");

    try (var duet = run(file, "--notebook", "exit.md")) {
      assertThat(duet.exitCode()).isEqualTo(6);
      assertThat(duet.out()).contains("so far").doesNotContain("      not here");
      assertThat(duet.err()).contains("one.jsh:2: System.exit was called");
      assertThat(directory.resolve("exit.md")).content().contains("so far", "FAILED");
    }
  }

  @Test
  void a_failure_ends_with_6_its_line_and_no_stack_trace() throws Exception {
    var file =
        walkthrough("var agents = AgentPair.embedded();\nagents.inviter().connection(\"none\");");

    try (var duet = run(file)) {
      assertThat(duet.exitCode()).isEqualTo(6);
      assertThat(duet.err()).contains("one.jsh:2: AgentException: ").doesNotContain("\tat ");
    }
  }

  @Test
  void the_shell_has_both_agents_and_what_walkthroughs_begin_with() throws Exception {
    var settings = Map.of("INVITER_TOKEN", "token-not-to-be-shown");

    try (var shell =
        shell(
            settings,
            """
            print("it is " + inviter.name());
            var pair = Handshake.accept(inviter, inviter.invite("In the shell"), invitee).await();
            check(pair.didsMatch(), "connected");
            System.out.println("token-not-to-be-" + "shown");
            "token-not-to-be-" + "shown"
            System.out.println(new BigDecimal("1.50") + " of the default imports");
            /exit
            """)) {
      assertThat(shell.exitCode()).as(shell.err()).isZero();
      assertThat(shell.out())
          .contains("inviter reached", "invitee reached", "it is inviter", "checked: connected")
          .contains("==> \"***\"", "1.50 of the default imports")
          .doesNotContain("token-not-to-be-shown", "Error", "Exception");
      assertThat(shell.err()).isEmpty();
    }
  }

  @Test
  void the_shell_goes_on_where_a_walkthrough_ended() throws Exception {
    var file = walkthrough("var left = \"left by the file\";");

    try (var shell = shell(Map.of(), "print(left);\n/exit\n", file.toString())) {
      assertThat(shell.exitCode()).as(shell.err()).isZero();
      assertThat(shell.out()).contains("left by the file");
    }
  }

  @Test
  void steps_are_shown_before_they_run_and_q_quits_them() throws Exception {
    var file =
        walkthrough(
            "// One\n\nint one = 1;\n\n// Two\n\nint two = one + 1;\n\n// Three\n\nint x = 3;");

    try (var duet =
        typed(Map.of(), "\nq\n", "run", "--step", file.toString(), "--notebook", "step.md")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      assertThat(duet.out())
          .containsSubsequence(
              "   3  int one = 1;", "Enter runs it", "one ==> 1", "   7  int two", "Enter", "quit")
          .doesNotContain("two ==> 2", "int x");
      assertThat(directory.resolve("step.md"))
          .content()
          .contains("one ==> 1")
          .doesNotContain("x =");
    }
  }

  @Test
  void steps_without_anybody_to_see_them_are_a_failure_and_not_run() throws Exception {
    var file = walkthrough("int one = 1;");

    try (var duet = typed(Map.of(), "", "run", "--step", file.toString())) {
      assertThat(duet.exitCode()).isEqualTo(6);
      assertThat(duet.out())
          .contains("   1  int one = 1;", "since standard input ended")
          .doesNotContain("one ==> 1");
    }
  }

  private Program run(Path file, String... options) throws IOException {
    var args = new ArrayList<>(List.of("run", file.toString()));
    args.addAll(List.of(options));
    return Program.duet(directory, Map.of(), args.toArray(String[]::new));
  }

  private Program shell(Map<String, String> settings, String input, String... files)
      throws IOException {
    var args = new ArrayList<>(List.of("shell"));
    args.addAll(List.of(files));
    return typed(settings, input, args.toArray(String[]::new));
  }

  /** With this as its standard input. */
  private Program typed(Map<String, String> settings, String input, String... args)
      throws IOException {
    var typed = Files.writeString(directory.resolve("typed.txt"), input);
    var command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "typed=$1; shift; exec \"$@\" <\"$typed\"",
                "sh",
                typed.toString(),
                Program.tool("java"),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                // the history of whoever runs the tests is theirs
                "-Djava.util.prefs.userRoot=" + directory,
                "-jar",
                Program.JAR.toString()));
    command.addAll(List.of(args));
    return Program.start(directory, settings, command);
  }

  private Path walkthrough(String text) throws IOException {
    return Files.writeString(directory.resolve("one.jsh"), text);
  }

  private static void signal(String name, Program program)
      throws IOException, InterruptedException {
    var pid = Long.toString(program.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor()).isZero();
  }
}
