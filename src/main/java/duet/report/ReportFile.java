package duet.report;

import duet.file.AtomicFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A file that a report can be written to: its ending chooses the format, {@code .html}, {@code
 * .json} or {@code .txt}.
 */
public final class ReportFile {

  private static final Map<String, Function<Report, String>> FORMATS =
      Map.of(".html", Report::toHtml, ".json", Report::toJson, ".txt", Report::toText);

  private final Path path;
  private final Function<Report, String> format;

  private ReportFile(Path path, Function<Report, String> format) {
    this.path = path;
    this.format = format;
  }

  /**
   * @throws IllegalArgumentException if the ending is another one, or nothing can be written there
   */
  public static ReportFile of(Path path) {
    var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    var format =
        FORMATS.entrySet().stream()
            .filter(known -> name.endsWith(known.getKey()))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElseThrow(() -> refused(path, "its name must end in .html, .json or .txt"));
    AtomicFile.flaw(path)
        .ifPresent(
            why -> {
              throw refused(path, why);
            });
    return new ReportFile(path, format);
  }

  public Path path() {
    return path;
  }

  /**
   * Writes atomically, so that nobody reads half a report.
   *
   * @throws java.io.UncheckedIOException if that fails
   */
  public void write(Report report) {
    AtomicFile.writeShared(path, format.apply(report));
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static IllegalArgumentException refused(Path path, String why) {
    return new IllegalArgumentException("The report can't be written to " + path + ": " + why);
  }
}
