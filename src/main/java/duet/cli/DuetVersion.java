package duet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The jar's own version, the commit that it was built from if that is known, and the Java used. */
final class DuetVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var jar = DuetVersion.class.getPackage();
    var version = Optional.ofNullable(jar.getImplementationVersion()).orElse("dev");
    return new String[] {
      "duet " + version + commit().map(id -> " (commit " + id + ")").orElse(""),
      "Java %s (%s), %s %s"
          .formatted(
              System.getProperty("java.version"),
              System.getProperty("java.vendor"),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }

  /** The build has a file for it, unless it was made without Git. */
  private static Optional<String> commit() {
    try (var file = DuetVersion.class.getResourceAsStream("commit.properties")) {
      if (file == null) {
        return Optional.empty();
      }
      var properties = new Properties();
      properties.load(file);
      var changes = properties.getProperty("git.dirty", "").equals("true") ? ", changed" : "";
      return Optional.ofNullable(properties.getProperty("git.commit.id.abbrev"))
          .map(id -> id + changes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
