package duet.cli;

import duet.OpenedAgents;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionFile;
import duet.session.SessionSide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Saves the session of a connection that has a name; does nothing for one without. */
final class SessionRecorder implements AutoCloseable {

  private final Optional<SessionFile> file;
  private Optional<Session> session = Optional.empty();

  private SessionRecorder(Optional<SessionFile> file) {
    this.file = file;
  }

  /** For a connection without a name. */
  static SessionRecorder none() {
    return new SessionRecorder(Optional.empty());
  }

  /**
   * Locks the name, and reads its session if there is one.
   *
   * @throws SessionException if another process uses it, or the file is invalid
   * @throws java.io.UncheckedIOException if the directory can't be used
   */
  static SessionRecorder of(Path data, String name) {
    var file = SessionFile.open(data, name);
    try {
      var recorder = new SessionRecorder(Optional.of(file));
      recorder.session = file.read();
      return recorder;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Opens a session. If there is none, no lock file is created.
   *
   * @throws SessionException if there is none, or it can't be used
   */
  static SessionRecorder existing(Path data, String name) {
    var recorder = Files.exists(SessionFile.path(data, name)) ? of(data, name) : none();
    if (recorder.session().isEmpty()) {
      recorder.close();
      throw new SessionException(
          "No such session in %2$s: %1$s ('duet list' shows them all)".formatted(name, data));
    }
    return recorder;
  }

  /**
   * Protects a session under way from a new connection with its name.
   *
   * @throws SessionException if the session is under way
   */
  void requireOver() {
    session
        .filter(known -> !known.state().over())
        .ifPresent(
            known -> {
              throw new SessionException(
                  "%s is under way (%s): 'duet resume %s' continues it, --replace starts over."
                      .formatted(known.name(), known.state(), known.name()));
            });
  }

  /** Begins a new session, which replaces one that may be there. */
  void begin(Session begun) {
    session = file.map(at -> at.write(begun));
  }

  /** Applies a step to the session, if there is one, and saves it. */
  void record(UnaryOperator<Session> step) {
    session = session.map(step).map(next -> file.orElseThrow().write(next));
  }

  /** Records our invitee's side of an accepted handshake. */
  void recordAnswer(OpenedAgents agents, Handshake handshake) {
    var accepted = handshake.pair().invitee().orElseThrow();
    var side = SessionSide.of(agents.agent(Side.INVITEE), agents.isOwn(Side.INVITEE), accepted);
    record(one -> one.answered(side));
  }

  Optional<Session> session() {
    return session;
  }

  Optional<Path> path() {
    return file.map(SessionFile::path);
  }

  void remove() {
    file.ifPresent(SessionFile::remove);
    session = Optional.empty();
  }

  @Override
  public void close() {
    file.ifPresent(SessionFile::close);
  }
}
