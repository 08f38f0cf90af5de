package duet.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path directory;

  @Test
  void a_file_is_for_its_owner_unless_it_is_shared() throws IOException {
    var own = directory.resolve("new/own");
    var shared = directory.resolve("new/shared");
    var plain = Files.createFile(directory.resolve("plain"));

    AtomicFile.write(own, "é");
    AtomicFile.writeShared(shared, "é");

    assertThat(own).content().isEqualTo("é");
    assertThat(shared).content().isEqualTo("é");
    assertThat(permissions(own)).isEqualTo("rw-------");
    assertThat(permissions(shared)).isEqualTo(permissions(plain));
  }

  @Test
  void what_fails_leaves_nothing_behind() throws IOException {
    var taken = Files.createDirectories(directory.resolve("taken/below")).getParent();

    assertThatThrownBy(() -> AtomicFile.write(taken, "x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(taken + " can't be written: ");

    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
