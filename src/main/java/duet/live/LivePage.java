package duet.live;

import duet.OpenedAgents;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Side;
import duet.live.board.Board;
import duet.live.board.BoardOptions;
import duet.live.board.MessageTraces;
import duet.live.page.BoardPages;
import duet.live.server.LiveServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page about two agents that a room can watch. Its leader can do everything, participants get an
 * invitation of their own, and everybody else can look.
 */
public final class LivePage implements AutoCloseable {

  private final Board board;
  private final LiveServer server;

  private LivePage(Board board, LiveServer server) {
    this.board = board;
    this.server = server;
  }

  /**
   * Begins to watch the agents and to serve the page. The agents stay the caller's to close, after
   * the page.
   *
   * @param traces what the embedded ones among them sent and received
   * @throws UncheckedIOException if the port is taken, or the host isn't this machine's; nothing
   *     listens then
   */
  public static LivePage start(OpenedAgents agents, MessageTraces traces, LiveOptions options) {
    var clock = Clock.systemUTC();
    var board = Board.open(agents, traces, boardOptions(options, clock));
    try {
      var served =
          new LiveServer.Options(
              options.host(),
              options.port(),
              options.publicUrl(),
              options.data(),
              agents.embedded(Side.INVITER).map(EmbeddedAgent::didcommHere),
              clock);
      return new LivePage(
          board,
          LiveServer.start(board, join -> new BoardPages(Clock.systemDefaultZone(), join), served));
    } catch (IOException e) {
      board.close();
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Where the page is: the public URL, or else where it listens. */
  public URI url() {
    return server.url();
  }

  /** Opens the page as its leader. It works once, and is a secret until then. */
  public URI leaderLink() {
    return server.leaderLink();
  }

  /** Where participants get an invitation of their own. */
  public URI joinUrl() {
    return server.joinUrl();
  }

  /** Where this machine reaches the page, whatever its public URL. */
  public URI urlHere() {
    return server.urlHere();
  }

  /** What didn't go as it should without being a failure, such as a damaged file. */
  public List<String> remarks() {
    return Stream.concat(server.remarks().stream(), board.remarks().stream()).toList();
  }

  /** Whether only this machine can open the page. */
  public boolean loopback() {
    return server.loopback();
  }

  /** Stops serving and watching; streams end at once. */
  @Override
  public void close() {
    server.close();
    board.close();
  }

  private static BoardOptions boardOptions(LiveOptions options, Clock clock) {
    var kept = options.data().map(BoardOptions.DEFAULT::keptIn).orElse(BoardOptions.DEFAULT);
    return kept.withLinkBase(options.linkBase()).withClock(clock);
  }
}
