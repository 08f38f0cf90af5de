package duet.cli;

import duet.OpenedAgents;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionFile;
import duet.session.SessionSide;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps the session of a connection that has a name, and nothing of one that has none. */
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
   * Takes the name, with the session that has it, if any.
   *
   * @throws SessionException if another process has it, or the file can't be understood
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
   * Makes sure that nothing is lost if a new connection takes the name.
   *
   * @throws SessionException if the one that has it is under way
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

  /** Begins a new session in place of one that may be there. */
  void begin(Session begun) {
    session = file.map(at -> at.write(begun));
  }

  /** Takes note of a step. */
  void record(UnaryOperator<Session> step) {
    session = session.map(step).map(next -> file.orElseThrow().write(next));
  }

  /** Takes note of our invitee's answer. */
  void recordAnswer(OpenedAgents agents, Handshake handshake) {
    var accepted = handshake.pair().invitee().orElseThrow();
    var side =
        SessionSide.of(agents.agent(Side.INVITEE), agents.isEmbedded(Side.INVITEE), accepted);
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
