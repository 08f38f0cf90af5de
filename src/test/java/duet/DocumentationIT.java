package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import duet.fixture.AgentImage;
import duet.fixture.Document;
import duet.fixture.NeedsEngine;
import duet.fixture.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The Java in the documents compiles and runs, that in the javadoc compiles. */
class DocumentationIT {

  /** What documents leave out, besides what walkthroughs begin with. */
  private static final List<String> IMPORTS =
      List.of(
          "import duet.containers.*;",
          "import duet.junit.DuetTest;",
          "import org.junit.jupiter.api.Test;",
          "import static org.junit.jupiter.api.Assertions.*;");

  /** What the javadoc takes as given. */
  private static final String GIVEN =
      "static AgentPair agents; static String key;"
          + " static Agent inviter, invitee, issuer, holder, verifier, prover;"
          + " static Connection connection; static duet.issuance.CredentialPair credential;"
          + " static duet.walkthrough.Runner.Options options;";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("snippets")
  void a_snippet_compiles_and_runs(Snippet snippet) throws Exception {
    var compiled = snippet.compile(directory, imports(), "");
    if (!needsEngine(snippet)) {
      run(snippet, compiled);
    }
  }

  @Nested
  @NeedsEngine
  class InContainers {
    @ParameterizedTest
    @MethodSource("duet.DocumentationIT#inContainers")
    void a_snippet_runs(Snippet snippet) throws Exception {
      assertThat(AgentImage.name()).isEqualTo(System.getProperty("duet.image"));
      run(snippet, snippet.compile(directory, imports(), ""));
    }
  }

  static Stream<Snippet> inContainers() {
    return snippets().filter(DocumentationIT::needsEngine);
  }

  @ParameterizedTest
  @MethodSource
  void an_example_in_the_javadoc_compiles(Snippet example) throws IOException {
    var more =
        example.file().getParent().toString().replace("src/main/java/", "").replace('/', '.');

    example.compile(directory, imports("import " + more + ".*;"), GIVEN);
  }

  static List<Snippet> an_example_in_the_javadoc_compiles() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(Files::isRegularFile).flatMap(Snippet::examples).toList();
    }
  }

  @Test
  void a_snippet_that_went_stale_is_rejected_with_its_line() {
    var text =
        "Some *prose*.\n\n```java\nvar agents = AgentPair.embedded();\nagents.shut();\n```\n";
    var stale = Snippet.of(Document.parse(Path.of("README.md"), text)).findFirst().orElseThrow();

    assertThatThrownBy(() -> stale.compile(directory, imports(), ""))
        .hasMessageContainingAll("README.md:5: error: cannot find symbol", "method shut()");
  }

  private void run(Snippet snippet, Class<?> compiled) throws Exception {
    if (snippet.isClass()) {
      runTests(compiled);
    } else {
      var run = compiled.getDeclaredMethod("run");
      run.setAccessible(true);
      run.invoke(null);
    }
  }

  private void runTests(Class<?> tests) {
    var listener = new SummaryGeneratingListener();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameter("junit.platform.reporting.output.dir", directory.toString())
            .build();
    LauncherFactory.create().execute(request, listener);
    assertThat(listener.getSummary().getFailures()).isEmpty();
    assertThat(listener.getSummary().getTestsSucceededCount()).isPositive();
  }

  private static List<String> imports(String... more) throws IOException {
    var imports = new ArrayList<>(IMPORTS);
    imports.addAll(List.of(more));
    Files.readAllLines(Path.of("scenarios/start.jsh")).stream()
        .filter(line -> line.startsWith("import "))
        .forEach(imports::add);
    return imports;
  }

  static Stream<Snippet> snippets() {
    return Document.all().stream().flatMap(Snippet::of);
  }

  private static boolean needsEngine(Snippet snippet) {
    return snippet.code().contains("containers.");
  }
}
