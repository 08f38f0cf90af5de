package duet.didcomm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data that lies beside a checkout and isn't part of it: tests that need it are skipped without.
 */
public final class Shared {
  private Shared() {}

  public static String text(String folder, String file) {
    Path path = Path.of("..", "shared").resolve(folder);
    assumeTrue(
        Files.isDirectory(path), () -> path + " is not beside this checkout, so nothing to read");
    try {
      return Files.readString(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(String folder, String file) {
    try {
      return new ObjectMapper().readTree(text(folder, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
