package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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

  private void assertStarts() throws Exception {
    var java = Path.of(System.getProperty("java.home")).toString();
    var command = List.of("sh", home.resolve("duet").toString(), "--version");
    try (var duet = Program.start(directory, Map.of("JAVA_HOME", java), command)) {
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
