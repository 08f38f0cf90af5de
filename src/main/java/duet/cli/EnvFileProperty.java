package duet.cli;

import duet.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** Makes {@code --env-file} apply to the settings that walkthroughs load, until closed. */
final class EnvFileProperty implements AutoCloseable {

  private final String before = System.getProperty(Settings.ENV_FILE);

  private EnvFileProperty() {}

  static EnvFileProperty of(Optional<Path> file) {
    var property = new EnvFileProperty();
    file.ifPresent(path -> System.setProperty(Settings.ENV_FILE, path.toString()));
    return property;
  }

  @Override
  public void close() {
    if (before == null) {
      System.clearProperty(Settings.ENV_FILE);
    } else {
      System.setProperty(Settings.ENV_FILE, before);
    }
  }
}
