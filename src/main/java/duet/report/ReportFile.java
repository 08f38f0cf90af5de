package duet.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A file that a report can be written to: its ending chooses the format, {@code .html}, {@code
 * .json} or {@code .txt}.
 */
public final class ReportFile {

  private enum Format {
    HTML(Report::toHtml),
    JSON(Report::toJson),
    TXT(Report::toText);

    private final Function<Report, String> text;

    Format(Function<Report, String> text) {
      this.text = text;
    }

    private String ending() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Path path;
  private final Format format;

  private ReportFile(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  /**
   * @throws IllegalArgumentException if the ending is another one, or nothing can be written there
   */
  public static ReportFile of(Path path) {
    var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    var format =
        Stream.of(Format.values())
            .filter(known -> name.endsWith(known.ending()))
            .findFirst()
            .orElseThrow(() -> refused(path, "its name must end in .html, .json or .txt"));
    if (Files.isDirectory(path)) {
      throw refused(path, "it is a directory");
    }
    var directory = directory(path);
    if (!Files.isDirectory(directory)) {
      throw refused(path, "there is no directory " + directory);
    }
    if (!Files.isWritable(directory)) {
      throw refused(path, "nothing can be written to the directory " + directory);
    }
    return new ReportFile(path, format);
  }

  public Path path() {
    return path;
  }

  /**
   * Writes to a temporary file beside it and moves that, so that nobody meets half a report.
   *
   * @throws UncheckedIOException if that fails
   */
  public void write(Report report) {
    var part = directory(path).resolve("." + path.getFileName() + "." + UUID.randomUUID());
    try {
      try {
        Files.writeString(
            part,
            format.text.apply(report),
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The report can't be written to " + path + ": " + e, e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static Path directory(Path path) {
    return path.toAbsolutePath().getParent();
  }

  private static IllegalArgumentException refused(Path path, String why) {
    return new IllegalArgumentException("The report can't be written to " + path + ": " + why);
  }
}
