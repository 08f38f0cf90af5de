package duet;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the example project, built as its users would, with the thin jar from this build. It
 * gets a local repository of links to this one's, with Duet added, so that nothing is installed
 * anywhere.
 */
record ExampleProject(Path directory) {

  static final Path EXAMPLE = Path.of("examples/junit").toAbsolutePath();

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String VERSION = System.getProperty("duet.version", "0.1.0");
  private static final String REQUIRED = "DUET_REQUIRE_CENTRAL";
  private static final Pattern NOT_CACHED =
      Pattern.compile("in offline mode|has not been downloaded from it before");
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "Could not transfer|Unknown host|UnknownHostException|Connect(ion)? (refused|timed out)");

  /**
   * @param name of its directory in {@code target}
   */
  static ExampleProject copy(String name) throws IOException {
    var project = new ExampleProject(TARGET.resolve(name));
    copy(EXAMPLE, cleared(project.directory()));
    project.makeRepository();
    return project;
  }

  /**
   * What {@code mvn test} prints, whether tests fail or not. What it needs is fetched from Maven
   * Central if it isn't there; where that can't be reached the test is skipped, or with {@code
   * DUET_REQUIRE_CENTRAL=true} in the environment fails.
   */
  String test() throws Exception {
    var output = run("--offline");
    if (NOT_CACHED.matcher(output).find()) {
      output = run();
      if (UNREACHABLE.matcher(output).find() && !Boolean.parseBoolean(System.getenv(REQUIRED))) {
        abort("Maven Central can't be reached, and what the project needs isn't cached");
      }
    }
    return output;
  }

  private String run(String... options) throws Exception {
    var home = Path.of(System.getProperty("duet.maven.home", "/usr/share/maven"));
    assumeTrue(Files.isExecutable(home.resolve("bin/mvn")), "no Maven at " + home);
    var command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/mvn").toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + repository(),
                "-Dmaven.test.failure.ignore=true"));
    command.addAll(List.of(options));
    command.add("test");
    var environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "MAVEN_OPTS",
            "-XX:TieredStopAtLevel=1 -Xshare:auto");
    try (var maven = Program.start(directory, environment, command)) {
      if (!maven.process().waitFor(10, TimeUnit.MINUTES)) {
        throw new AssertionError("still running after ten minutes: " + maven.out());
      }
      return maven.out();
    }
  }

  private Path repository() {
    return directory.resolve("repository");
  }

  private void makeRepository() throws IOException {
    var real =
        Path.of(
            System.getProperty(
                "duet.maven.repository", System.getProperty("user.home") + "/.m2/repository"));
    var mine = Files.createDirectory(repository());
    var path = Path.of("io/github/duet/duet").resolve(VERSION);
    linkAllBut(path, real, mine);
    var duet = Files.createDirectories(mine.resolve(path));
    var name = "duet-" + VERSION;
    Files.copy(TARGET.resolve(name + ".jar"), duet.resolve(name + ".jar"));
    Files.copy(Path.of("pom.xml"), duet.resolve(name + ".pom"));
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
