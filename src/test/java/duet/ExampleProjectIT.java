package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The example project, built as its users would, with the thin jar from this build. It gets a local
 * repository of links to this one's, with Duet added, so that nothing is installed anywhere.
 */
class ExampleProjectIT {

  private static final Path EXAMPLE = Path.of("examples/junit").toAbsolutePath();
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String VERSION = System.getProperty("duet.version", "0.1.0");

  private final Path directory = TARGET.resolve("example-project");

  @Test
  void its_tests_are_green_on_the_thin_jar_and_one_that_fails_tells_the_timeline()
      throws Exception {
    copy(EXAMPLE, cleared(directory));
    var test = directory.resolve("src/test/java/example/ConnectionTest.java");
    Files.writeString(
        test.resolveSibling("WrongTest.java"),
        Files.readString(test)
            .replace("ConnectionTest", "WrongTest")
            .replace("assertTrue(pair", "assertTrue(!pair"));

    try (var maven = maven("test")) {
      assertThat(maven.exitCode()).as(maven.out()).isZero();
      assertThat(maven.out())
          .containsPattern("Tests run: 2, Failures: 0, Errors: 0, .* example.ConnectionTest")
          .containsPattern("Tests run: 2, Failures: 1, Errors: 0, .* example.WrongTest")
          .contains("the handshakes of this test", "ConnectionResponseReceived", "connected after")
          .doesNotContain("SLF4J");
    }
  }

  private Program maven(String goal) throws IOException {
    var home = Path.of(System.getProperty("duet.maven.home", "/usr/share/maven"));
    assumeTrue(Files.isExecutable(home.resolve("bin/mvn")), "no Maven at " + home);
    var command =
        List.of(
            home.resolve("bin/mvn").toString(),
            "--offline",
            "--batch-mode",
            "-Dmaven.repo.local=" + repository(),
            "-Dmaven.test.failure.ignore=true",
            goal);
    return Program.start(directory, Map.of("JAVA_HOME", System.getProperty("java.home")), command);
  }

  private Path repository() throws IOException {
    var real =
        Path.of(
            System.getProperty(
                "duet.maven.repository", System.getProperty("user.home") + "/.m2/repository"));
    var mine = Files.createDirectory(directory.resolve("repository"));
    var path = Path.of("io/github/duet/duet").resolve(VERSION);
    linkAllBut(path, real, mine);
    var duet = Files.createDirectories(mine.resolve(path));
    var name = "duet-" + VERSION;
    Files.copy(TARGET.resolve(name + ".jar"), duet.resolve(name + ".jar"));
    Files.copy(Path.of("pom.xml"), duet.resolve(name + ".pom"));
    return mine;
  }

  /** Everything beside the path is linked, the path itself is made. */
  private static void linkAllBut(Path path, Path real, Path mine) throws IOException {
    var first = path.getName(0);
    if (!Files.isDirectory(real)) {
      return;
    }
    try (Stream<Path> entries = Files.list(real)) {
      for (Path entry : entries.toList()) {
        if (!entry.getFileName().equals(first)) {
          Files.createSymbolicLink(mine.resolve(entry.getFileName()), entry);
        }
      }
    }
    if (path.getNameCount() > 1) {
      var next = Files.createDirectory(mine.resolve(first));
      linkAllBut(path.subpath(1, path.getNameCount()), real.resolve(first), next);
    }
  }

  /** Without following links. */
  private static Path cleared(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return tree;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.startsWith(from.resolve("target"))).toList()) {
        var target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
