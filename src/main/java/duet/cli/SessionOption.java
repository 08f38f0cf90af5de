package duet.cli;

import duet.session.SessionException;
import duet.session.SessionFile;
import duet.settings.Settings;
import java.nio.file.Files;
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
    var recorder =
        Files.exists(SessionFile.path(settings.data(), name))
            ? SessionRecorder.of(settings.data(), name)
            : SessionRecorder.none();
    if (recorder.session().isEmpty()) {
      recorder.close();
      throw new SessionException(
          "No such session in %2$s: %1$s ('duet list' shows them all)"
              .formatted(name, settings.data()));
    }
    return recorder;
  }
}
