package duet.cli;

import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionFile;
import duet.settings.Settings;
import java.nio.file.Files;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** A command about one session. */
abstract class SessionCommand extends HandshakeCommand {

  @Parameters(paramLabel = "NAME", converter = Names.class, description = "The session's name.")
  private String name;

  SessionCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  /**
   * Takes the session. Where there is none, not even a lock is left.
   *
   * @throws SessionException if there is none, or it can't be used
   */
  SessionRecorder take(Settings settings) {
    var keeper =
        Files.exists(SessionFile.path(settings.data(), name))
            ? SessionRecorder.of(settings.data(), name)
            : SessionRecorder.none();
    if (keeper.session().isEmpty()) {
      keeper.close();
      throw new SessionException(
          "There is no session %s in %s: 'duet list' shows those there are."
              .formatted(name, settings.data()));
    }
    return keeper;
  }

  String name() {
    return name;
  }

  /** The session as it stands, for people and programs. */
  void tell(Session session) {
    SessionStateView.put(document(), session);
    say(view().session(session));
  }
}
