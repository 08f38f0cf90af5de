package duet.cli;

import duet.walkthrough.Walkthrough;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The imports and functions that are loaded before a walkthrough. */
final class StartScript {

  /** This process' class path, as absolute paths. */
  static final String CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(path -> Path.of(path).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));

  private static final String NAME = "start.jsh";

  private StartScript() {}

  /** The {@code start.jsh} beside a walkthrough if there is one, else Duet's own. */
  static Walkthrough of(Path walkthrough) {
    var beside = walkthrough.resolveSibling(NAME);
    return Files.exists(beside) ? Walkthrough.read(beside) : Walkthrough.parse(NAME, own());
  }

  /** Duet's own script. */
  static String own() {
    try (var stream = StartScript.class.getResourceAsStream(NAME)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
