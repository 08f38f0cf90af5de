package duet.live.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** A file that every page needs, served under its name at the root. */
public enum Asset {
  STYLE("live.css", "text/css; charset=utf-8"),
  FIGURE_STYLE("figure.css", "text/css; charset=utf-8"),
  SCRIPT("live.js", "text/javascript; charset=utf-8"),
  ICON("icon.svg", "image/svg+xml");

  private final String fileName;
  private final String contentType;

  Asset(String fileName, String contentType) {
    this.fileName = fileName;
    this.contentType = contentType;
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
    try (var stream = Asset.class.getResourceAsStream(fileName)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
