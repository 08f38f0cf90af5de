package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script does in {@code duet run} what it does in the JDK's own tool. */
class StockScriptsIT {

  private static final String GOOD =
      """
      int f() { return g() + 1; }
      int g() { return 41; }
      out(f());
      class A { B b = new B(); int n() { return b.m() + later(); } }
      class B { int m() { return 7; } }
      int later() { return C.K; }
      class C extends D {}
      class D { static final int K = 1; }
      out(new A().n());
      Foo foo;
      class Foo { public String toString() { return "foo"; } }
      foo = new Foo();
      out(foo);
      int x = 1;
      String x = "two";
      class Foo { public String toString() { return "other foo"; } }
      out(x + new Foo());
      void neverCalled() { missing(); }
      /* block */ int y = 2; /* after */ int z = 3;
      void h() {
      // in the first column of a method
        out(y + z);
      // }
      }
      h();
      /*
      // in a comment
      */
      String text = \"""
      // in a text block
        größe 日本 😀\""";
      out(text);
      record P<T>(T a, int b) {}
      enum Color { RED, GREEN { @Override String s() { return "g"; } }; String s() { return "c"; } }
      sealed interface Shape permits Circle {}
      record Circle(double r) implements Shape {}
      <T extends Comparable<T>> T greatest(List<T> l) { return Collections.max(l); }
      out(new P<>("a", 1) + Color.GREEN.s() + greatest(List.of(1, 3, 2)) + new Circle(1));
      import static java.lang.Math.*;
      import java.time.Duration;
      out(max(1, 2) + " " + Duration.ofSeconds(1));
      out(new BigDecimal("1.5") + URI.create("a:b").toString() + Pattern.compile("a") + Path.of("x"));
      Function<Integer, Integer> next = i -> i + 1; BufferedReader reader; Preferences prefs
      out(Stream.of(1, 2).
          map(next).
          collect(Collectors.toMap(i -> i, i -> i)));
      for (int i = 0; i < 2; i++) out(i)
      try { throw new IOException("x"); } catch (IOException e) { out("caught"); }
      /set truncation normal 80
      /open other.jsh
      fromOther();
      /drop fromOther
      /vars y
      out("end") // at the end""";

  private static final String OUT = "void out(Object o) { System.out.println(\"> \" + o); }\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void a_script_that_runs_there_runs_here_and_prints_the_same() throws Exception {
    script("other.jsh", "void fromOther() { out(\"from the other\"); }\n");
    var good = script("good.jsh", OUT + GOOD);
    var windows = script("windows.txt", (OUT + GOOD).replace("\n", "\r\n"));

    var stock = stock(good);

    assertThat(printed(stock.output())).hasSize(16).endsWith("> end");
    assertThat(stock.output()).doesNotContain("Error:", "Exception ");
    for (Path file : List.of(good, windows)) {
      var ours = ours(file);
      assertThat(ours.error()).isEmpty();
      assertThat(printed(ours.output())).isEqualTo(printed(stock.output()));
      assertThat(ours.exitCode()).isZero();
    }
  }

  @Test
  void a_script_that_fails_there_stops_here_at_the_first_call_that_cannot_be_made()
      throws Exception {
    var file =
        script("bad.jsh", OUT + "void f() { missing(); }\nout(1);\nf();\nout(2);\nout(nothing);\n");

    var ours = ours(file);

    assertThat(printed(stock(file).output())).containsExactly("> 1", "> 2");
    assertThat(printed(ours.output())).containsExactly("> 1");
    assertThat(ours.error()).contains("bad.jsh:4: f (bad.jsh:2) can't be called before");
    assertThat(ours.exitCode()).isEqualTo(6);
  }

  @Test
  void a_script_that_ends_itself_ends_here_too() throws Exception {
    var good = script("exit.jsh", OUT + "out(1);\n/exit\nout(2);\n");
    var bad = script("exit3.jsh", OUT + "int n = 2;\n/ex n + 1\nout(2);\n");

    assertThat(stock(good).exitCode()).isZero();
    assertThat(stock(bad).exitCode()).isEqualTo(3);
    assertThat(ours(good).exitCode()).isZero();
    assertThat(printed(ours(good).output())).containsExactly("> 1");
    assertThat(ours(bad).exitCode()).isEqualTo(6);
    assertThat(ours(bad).error()).contains("exit3.jsh:3: ended with /exit 3");
  }

  private Path script(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Ended stock(Path file) throws Exception {
    var command = new ArrayList<>(StockJShell.command(directory));
    command.add(file.getFileName().toString());
    try (var jshell = Program.start(directory, Map.of("LC_ALL", "C.UTF-8"), command)) {
      int code = jshell.exitCode();
      return new Ended(jshell.out(), jshell.err(), code);
    }
  }

  /** With what the snippets printed, as the notebook has it. */
  private Ended ours(Path file) throws Exception {
    var notebook = directory.resolve("notebook.ipynb");
    var name = file.getFileName().toString();
    try (var duet =
        Program.duet(directory, Map.of(), "run", name, "--notebook", notebook.toString())) {
      int code = duet.exitCode();
      var output = new StringBuilder();
      for (var text : JSON.readTree(notebook.toFile()).findValues("text")) {
        text.forEach(line -> output.append(line.asText()));
      }
      return new Ended(output.toString(), duet.err(), code);
    }
  }

  private static List<String> printed(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("> ") || line.startsWith("  größe"))
        .toList();
  }

  private record Ended(String output, String error, int exitCode) {}
}
