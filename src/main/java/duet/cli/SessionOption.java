package duet.cli;

import duet.session.SessionException;
import duet.settings.Settings;
import picocli.CommandLine.Parameters;

/** The session that a command works on. */
final class SessionOption {

  @Parameters(
      paramLabel = "NAME",
      converter = Converters.Name.class,
      description = "The session's name.")
  private String name;

  String name() {
    return name;
  }

  /**
   * Opens the session. If there is none, no lock file is created.
   *
   * @throws SessionException if there is none, or it can't be used
   */
  SessionRecorder open(Settings settings) {
    return SessionRecorder.existing(settings.data(), name);
  }
}
