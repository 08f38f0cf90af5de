package duet.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import duet.walkthrough.RunFailure.Kind;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Snippets print to {@link #out}, as nothing but the command line touches the standard streams. */
public class RunnerTest {

  private static final String SECRET = "s3cret-key";

  /** Where snippets print. */
  public static volatile PrintStream out;

  /** What snippets closed. */
  public static final List<String> CLOSED = new ArrayList<>();

  private static final Runner RUNNER = open();

  @AfterAll
  static void close() {
    RUNNER.close();
  }

  @Test
  void each_snippet_is_told_with_its_line_its_output_and_its_value() {
    var steps =
        steps(
            """
            // # Title

            int one = 1; int two = 2;
            one + two
            out.println("printed");
            "text"
            void f() {
              out.println("in f");
            }
            f();
            """);

    assertThat(steps).map(SnippetResult::line).containsExactly(3, 3, 4, 5, 6, 7, 10);
    assertThat(steps.get(1).value()).contains(new SnippetResult.Value(Optional.of("two"), "2"));
    assertThat(steps.get(2).value()).contains(new SnippetResult.Value(Optional.empty(), "3"));
    assertThat(steps.get(3).output()).containsExactly("printed");
    assertThat(steps.get(3).value()).isEmpty();
    assertThat(steps.get(4).value().orElseThrow().lines()).containsExactly("==> \"text\"");
    assertThat(steps.get(6).output()).containsExactly("in f");
    assertThat(steps).allMatch(step -> step.failure().isEmpty());
  }

  @Test
  void snippets_see_the_classes_of_the_application() {
    var steps = steps("duet.walkthrough.SecretFilter.class.getSimpleName()");

    assertThat(steps.get(0).value().orElseThrow().text()).isEqualTo("\"SecretFilter\"");
  }

  @Test
  void a_snippet_that_the_compiler_rejects_ends_it_with_its_own_line() {
    var failure = failure("int one = 1;\n\nvoid f() {\n  int x = 1;\n  return x\n}\nint two = 2;");

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.place()).isEqualTo("one.jsh:5");
    assertThat(failure.details()).anyMatch(line -> line.contains("return x"));
  }

  @Test
  void a_name_that_is_missing_is_told() {
    var failure = failure("// text\nint one = missing + 1;");

    assertThat(failure.place()).isEqualTo("one.jsh:2");
    assertThat(failure.summary()).isEqualTo("cannot find symbol");
    assertThat(failure.details())
        .containsSequence("int one = missing + 1;", "          ^")
        .anyMatch(line -> line.contains("variable missing"));
  }

  @Test
  void a_snippet_that_is_not_finished_ends_it_where_the_snippet_begins() {
    var failure = failure("int one = 1;\nvoid f() {\n  int x = 1;\n\n// # More\n\nint two = 2;");

    assertThat(failure.kind()).isEqualTo(Kind.INCOMPLETE);
    assertThat(failure.place()).isEqualTo("one.jsh:2");
    assertThat(failure.details()).containsExactly("void f() {");
  }

  @Test
  void an_if_without_else_at_the_end_of_its_cell_is_finished() {
    var steps = steps("if (1 < 2) out.println(\"yes\");");

    assertThat(steps.get(0).output()).containsExactly("yes");
  }

  @Test
  void a_call_of_a_method_that_refers_to_something_missing_ends_it_where_it_is_called() {
    var failure =
        failure("void f() {\n  missing();\n}\nvoid g() {\n  f();\n}\nint one = 1;\ng();\n");

    assertThat(failure.kind()).isEqualTo(Kind.UNRESOLVED);
    assertThat(failure.place()).isEqualTo("one.jsh:5");
    assertThat(failure.summary())
        .isEqualTo("f (one.jsh:1) can't be called before method missing() is declared");
    assertThat(failure.details()).containsExactly("called at one.jsh:8");
  }

  @Test
  void an_exception_is_told_with_its_causes_and_the_lines_that_led_to_it() {
    var failure =
        failure(
            """
            void f() {
              int x = 1;
              throw new IllegalStateException("outer", new java.io.IOException("inner"));
            }
            void g() {
              f();
            }

            g();
            """);

    assertThat(failure.kind()).isEqualTo(Kind.THREW);
    assertThat(failure.toString()).isEqualTo("one.jsh:3: IllegalStateException: outer");
    assertThat(failure.details())
        .containsExactly(
            "caused by IOException: inner", "called at one.jsh:6", "called at one.jsh:9");
  }

  @Test
  void an_exception_from_far_below_is_told_with_the_snippets_line() {
    var failure = failure("int one = 1;\nInteger.parseInt(\n  \"x\");");

    assertThat(failure.place()).isEqualTo("one.jsh:2");
    assertThat(failure.summary()).isEqualTo("NumberFormatException: For input string: \"x\"");
    assertThat(failure.details()).noneMatch(line -> line.contains("jdk.jshell"));
  }

  @Test
  void a_command_of_the_tool_that_cannot_be_run_ends_it() {
    var failure = failure("int one = 1;\n/reload\n");

    assertThat(failure.place()).isEqualTo("one.jsh:2");
    assertThat(failure.summary()).contains("/reload is a command of the jshell tool");
    assertThat(failure("/e 1").summary()).isEqualTo("/e is ambiguous: /edit, /env, /exit");
    assertThat(failure("/open none.jsh").summary()).contains("/open none.jsh: no such");
  }

  @Test
  void exit_ends_it_well_or_as_a_failure() {
    assertThat(steps("out.println(1);\n/exit\nout.println(2);\n")).hasSize(2);
    assertThat(run("/exit 0").failure()).isEmpty();
    assertThat(failure("int n = 2;\n/exit n + 1")).hasToString("one.jsh:2: ended with /exit 3");
    assertThat(failure("/exit \"text\"").summary()).contains("takes an integer expression");
  }

  @Test
  void nothing_after_a_failure_runs() {
    var steps = steps("int one = missing;\nout.println(\"not here\");");

    assertThat(steps).hasSize(1);
  }

  @Test
  void secrets_are_masked_wherever_they_would_show() {
    var execution =
        run(
            """
            String key = "%s".replace("_", "");
            out.println("it is " + key);
            List.of(key)
            throw new IllegalStateException(key);
            """
                .formatted("s3_cret-key"));

    assertThat(execution.failure().orElseThrow().summary()).isEqualTo("IllegalStateException: ***");
    assertThat(execution.toString()).contains("it is ***").doesNotContain(SECRET);
  }

  @Test
  void a_million_lines_end_after_a_thousand() {
    var steps = steps("for (int i = 0; i < 1_000_000; i++) out.println(i);");

    var output = steps.get(0).output();
    assertThat(output).hasSize(OutputCapture.LINES + 1).startsWith("0", "1");
    assertThat(output.get(OutputCapture.LINES)).isEqualTo("… and 999,000 lines more");
  }

  @Test
  void what_a_terminal_would_obey_is_shown() {
    var steps = steps("out.println(\"\\u001b[2Jgone\\u202e\");");

    assertThat(steps.get(0).output()).containsExactly("\\u001b[2Jgone\\u202e");
  }

  @Test
  void values_that_say_no_more_than_their_class_are_left_out_and_long_ones_are_cut() {
    var steps = steps("var thing = new Object();\nvar text = \"x\".repeat(500);\ntext");

    assertThat(steps.get(0).value()).isEmpty();
    assertThat(steps.get(1).value().orElseThrow().text()).hasSizeLessThan(80).endsWith("…");
    assertThat(steps.get(2).value().orElseThrow().text()).hasSize(502);
  }

  @Test
  void closing_it_closes_what_the_variables_hold_last_first() {
    CLOSED.clear();
    try (var runner = open()) {
      runner.run(
          Walkthrough.parse(
              "one.jsh",
              """
              record Thing(String name) implements AutoCloseable {
                public void close() {
                  CLOSED.add(name);
                }
              }
              var one = new Thing("one");
              var two = new Thing("two");
              """));
    }

    assertThat(CLOSED).containsExactly("two", "one");
  }

  @Test
  void figures_are_drawn_of_values_that_can_be() {
    var options =
        new Runner.Options(
            new SecretFilter(List.of()),
            new RunListener() {},
            value ->
                value instanceof Integer n ? Optional.of("<b>" + n + "</b>") : Optional.empty());
    try (var runner = Runner.open(System.getProperty("java.class.path"), options)) {
      var execution = runner.run(Walkthrough.parse("one.jsh", "int one = 1;"));

      assertThat(execution.parts().get(0).steps().get(0).figure()).contains("<b>1</b>");
    }
  }

  @Test
  void a_run_that_is_broken_off_tells_where() {
    var told = new ArrayList<Execution>();
    var runner = new Runner[1];
    var options =
        new Runner.Options(
            new SecretFilter(List.of()),
            new RunListener() {
              @Override
              public void snippet(int line, String source) {
                if (line == 3) {
                  told.add(runner[0].broken(Kind.INTERRUPTED, "interrupted").orElseThrow());
                }
              }
            },
            value -> Optional.empty());
    try (var open = Runner.open(System.getProperty("java.class.path"), options)) {
      runner[0] = open;
      open.run(Walkthrough.parse("one.jsh", "// text\nint one = 1;\nint two = 2;"));
    }

    assertThat(told.get(0).failure().orElseThrow()).hasToString("one.jsh:3: interrupted");
    assertThat(told.get(0).snippets()).isEqualTo(2);
  }

  private static List<SnippetResult> steps(String text) {
    return run(text).parts().stream().flatMap(part -> part.steps().stream()).toList();
  }

  private static RunFailure failure(String text) {
    return run(text).failure().orElseThrow();
  }

  private static Execution run(String text) {
    out = new PrintStream(RUNNER.output(), true, StandardCharsets.UTF_8);
    return RUNNER.run(Walkthrough.parse("one.jsh", text));
  }

  private static Runner open() {
    var options =
        new Runner.Options(
            new SecretFilter(List.of(SECRET)), new RunListener() {}, value -> Optional.empty());
    var runner = Runner.open(System.getProperty("java.class.path"), options);
    runner.prepare(
        Walkthrough.parse(
            "start.jsh", "import static duet.walkthrough.RunnerTest.*;\nimport java.util.List;"));
    return runner;
  }
}
