package duet.live;

import duet.OpenedAgents;
import duet.live.board.MessageTraces;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/**
 * A page about two agents that a room can watch. Its leader can do everything, participants get an
 * invitation of their own, and everybody else can look.
 */
public final class LivePage implements AutoCloseable {

  private LivePage() {}

  /**
   * Begins to watch the agents and to serve the page. The agents stay the caller's to close, after
   * the page.
   *
   * @param traces what the embedded ones among them sent and received
   * @throws UncheckedIOException if the port is taken, or the host isn't this machine's; nothing
   *     listens then
   */
  public static LivePage start(OpenedAgents agents, MessageTraces traces, LiveOptions options) {
    throw new UnsupportedOperationException(options + " for " + agents + traces);
  }

  /** Where the page is: the public URL, or else where it listens. */
  public URI url() {
    throw new UnsupportedOperationException();
  }

  /** Opens the page as its leader. It works once, and is a secret until then. */
  public URI leaderLink() {
    throw new UnsupportedOperationException();
  }

  /** Where participants get an invitation of their own. */
  public URI joinUrl() {
    throw new UnsupportedOperationException();
  }

  /** Where this machine reaches the page, whatever its public URL. */
  public URI urlHere() {
    throw new UnsupportedOperationException();
  }

  /** What didn't go as it should without being a failure, such as a damaged file. */
  public List<String> remarks() {
    throw new UnsupportedOperationException();
  }

  /** Whether only this machine can open the page. */
  public boolean loopback() {
    throw new UnsupportedOperationException();
  }

  /** Stops serving and watching; streams end at once. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
