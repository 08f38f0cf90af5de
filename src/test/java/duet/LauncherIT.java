package duet;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a jar that is built, in a directory with a space in its name. */
class LauncherIT {

  @TempDir Path directory;

  private Path home;

  @BeforeEach
  void copy() throws Exception {
    home = Files.createDirectories(directory.resolve("a checkout"));
    Files.createDirectory(home.resolve("target"));
    Files.copy(Path.of("duet"), home.resolve("duet"));
    Files.copy(Program.JAR, home.resolve("target/duet.jar"));
  }

  @Test
  void the_first_run_archives_classes_and_later_ones_start_whatever_became_of_them()
      throws Exception {
    assertStarts();
    var archive = archive();
    assertThat(Files.size(archive)).isGreaterThan(1_000_000);

    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
    long half = Files.size(archive) / 2;
    try (var damaged = new RandomAccessFile(archive.toFile(), "rw")) {
      damaged.setLength(half);
    }
    assertStarts();
    assertStarts();
    assertThat(Files.size(archive())).as("made anew").isGreaterThan(half);

    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(archive, "no archive");
    assertStarts();

    Files.setLastModifiedTime(home.resolve("target/duet.jar"), FileTime.from(Instant.now()));
    assertStarts();
    assertThat(Files.size(archive())).isGreaterThan(1_000_000);
  }

  @Test
  void a_file_that_was_only_touched_or_copied_needs_no_build() throws Exception {
    pom("<project/>");
    assertStarts();

    touchSources();

    assertStarts();
  }

  @Test
  void a_build_that_fails_leaves_the_jar_and_says_that_it_may_not_match() throws Exception {
    maven("echo 'no network'; exit 1");
    pom("<project/>");
    assertStarts();
    pom("<project>changed</project>");
    touchSources();

    for (int run = 0; run < 2; run++) {
      try (var duet = launch(Map.of())) {
        assertThat(duet.exitCode()).as(duet.err()).isZero();
        assertThat(duet.out()).startsWith("duet ");
        assertThat(duet.err())
            .contains("no network", "the build failed; all of it is in ")
            .contains("warning: this runs target/duet.jar as it was built before, which may not")
            .contains("match its sources: pom.xml changed since");
      }
    }
  }

  @Test
  void without_what_a_build_needs_the_jar_is_used_with_a_warning() throws Exception {
    pom("<project/>");
    touchSources();
    var runtime = Files.createDirectories(directory.resolve("runtime/bin"));
    Files.writeString(
        runtime.resolve("java"), "#!/bin/sh\nexec \"" + java() + "/bin/java\" \"$@\"\n");
    executable(runtime.resolve("java"));

    try (var duet = launch(Map.of("JAVA_HOME", runtime.getParent().toString()))) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      assertThat(duet.err()).contains("needs a JDK", "apt install", "warning: ", "pom.xml");
    }

    Files.delete(jar());
    try (var duet = launch(Map.of("JAVA_HOME", runtime.getParent().toString()))) {
      assertThat(duet.exitCode()).isEqualTo(1);
      assertThat(duet.err()).contains("needs a JDK").doesNotContain("warning");
    }
  }

  @Test
  void an_interrupted_build_leaves_the_jar_whole() throws Exception {
    maven("echo half >target/duet.jar; echo >started; exec sleep 600");
    pom("<project/>");
    touchSources();
    long size = Files.size(jar());

    try (var duet = launch(Map.of())) {
      await().atMost(ofMinutes(1)).until(() -> Files.exists(home.resolve("started")));
      duet.process().destroy();
      assertThat(duet.exitCode()).isEqualTo(143);
      assertThat(duet.err()).contains("the build was interrupted");
    }

    assertThat(Files.size(jar())).isEqualTo(size);
  }

  @Test
  void a_build_that_was_killed_is_done_again() throws Exception {
    maven("exit 1");
    pom("<project/>");
    Files.move(jar(), home.resolve("target/duet-before.jar"));
    Files.writeString(jar(), "half");

    try (var duet = launch(Map.of())) {
      assertThat(duet.out()).as(duet.err()).isEmpty();
      assertThat(duet.exitCode()).isZero();
    }
  }

  private Path jar() {
    return home.resolve("target/duet.jar");
  }

  private void pom(String text) throws Exception {
    Files.writeString(home.resolve("pom.xml"), text);
    Files.setLastModifiedTime(
        home.resolve("pom.xml"), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  /** A Maven that builds nothing. */
  private void maven(String script) throws Exception {
    var mvn = Files.createDirectories(directory.resolve("bin")).resolve("mvn");
    Files.writeString(
        mvn, "#!/bin/sh\n[ \"$1\" = -v ] && echo Apache Maven 3.9.9 && exit\n" + script + "\n");
    executable(mvn);
  }

  private static void executable(Path program) throws Exception {
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String java() {
    return System.getProperty("java.home");
  }

  private Program launch(Map<String, String> settings) throws Exception {
    var environment = new HashMap<>(Map.of("JAVA_HOME", java()));
    environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    environment.putAll(settings);
    return Program.start(
        directory, environment, List.of("sh", home.resolve("duet").toString(), "--version"));
  }

  private void touchSources() throws Exception {
    Files.setLastModifiedTime(
        home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
  }

  private void assertStarts() throws Exception {
    try (var duet = launch(Map.of())) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      assertThat(duet.out()).startsWith("duet ");
      assertThat(duet.err()).isEmpty();
    }
  }

  private Path archive() throws Exception {
    try (var files = Files.list(home.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
  }
}
