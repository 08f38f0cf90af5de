package duet.live.page;

import duet.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** A file that every page needs, served under its name at the root. */
public enum Asset {
  STYLE("live.css", "text/css; charset=utf-8"),
  FIGURE_STYLE("figure.css", "text/css; charset=utf-8", Report::figureStyle),
  SCRIPT("live.js", "text/javascript; charset=utf-8"),
  ICON("icon.svg", "image/svg+xml");

  private final String fileName;
  private final String contentType;
  private final Supplier<InputStream> source;

  Asset(String fileName, String contentType) {
    this(fileName, contentType, () -> Asset.class.getResourceAsStream(fileName));
  }

  Asset(String fileName, String contentType, Supplier<InputStream> source) {
    this.fileName = fileName;
    this.contentType = contentType;
    this.source = source;
  }

  public static Optional<Asset> named(String fileName) {
    return Arrays.stream(values()).filter(asset -> asset.fileName.equals(fileName)).findFirst();
  }

  public String fileName() {
    return fileName;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] bytes() {
    try (var stream = source.get()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
