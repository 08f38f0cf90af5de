package duet.cli;

import duet.agent.AgentSecret;
import duet.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads keys that are not to stand on the command line, where others can see them. */
final class KeyFile {

  private static final Path STANDARD_INPUT = Path.of("-");

  private KeyFile() {}

  /**
   * The keys of a file, one per line; empty lines and comments are skipped.
   *
   * @param option that names the file, for messages
   * @throws IllegalArgumentException if it can't be read, has no key, or one that can't be sent
   */
  static List<String> read(String option, Path file) {
    var keys = new ArrayList<String>();
    var lines = lines(option, file);
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(key(option, file, line, i + 1));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(option + ": no key in " + file);
    }
    return keys;
  }

  private static String key(String option, Path file, String line, int number) {
    try {
      return new AgentSecret("key", line).secret();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: the key in %s line %d must be printable ASCII characters"
              .formatted(option, file, number),
          e);
    }
  }

  private static List<String> lines(String option, Path file) {
    try {
      var bytes = file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
      return new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").lines().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: %s can't be read: %s".formatted(option, file, AtomicFile.reason(e)), e);
    }
  }
}
