package duet.live.server;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Agent;
import duet.embedded.MovableClock;
import duet.exchange.Side;
import duet.live.board.Board;
import duet.live.board.BoardOptions;
import duet.live.board.MessageTraces;
import duet.live.page.BoardPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Two embedded agents, their board, and a server of its pages whose clock stands still. */
final class Served implements AutoCloseable {

  final MovableClock clock = new MovableClock();
  final OpenedAgents agents;
  final Board board;
  final LiveServer server;
  private final boolean ownAgents;

  private Served(
      OpenedAgents agents,
      MessageTraces traces,
      boolean ownAgents,
      int port,
      Optional<URI> publicUrl,
      Optional<Path> data,
      StreamLimits streams) {
    this.agents = agents;
    this.ownAgents = ownAgents;
    var options = data.map(BoardOptions.DEFAULT::keptIn).orElse(BoardOptions.DEFAULT);
    board = Board.open(agents, traces, options);
    try {
      server =
          LiveServer.start(
              board,
              join -> new BoardPages(Clock.systemUTC(), join),
              new LiveServer.Options(
                  "127.0.0.1",
                  port,
                  publicUrl,
                  data,
                  agents.embedded(Side.INVITER).map(agent -> agent.didcommHere()),
                  clock,
                  streams));
    } catch (IOException e) {
      board.close();
      throw new UncheckedIOException(e);
    }
  }

  static Served start() {
    return start(StreamLimits.DEFAULT);
  }

  static Served start(StreamLimits streams) {
    return start(Optional.empty(), streams);
  }

  static Served start(Optional<URI> publicUrl, StreamLimits streams) {
    var traces = new MessageTraces();
    var agents = AgentSelection.embedded().traced(traces).open();
    return new Served(agents, traces, true, 0, publicUrl, Optional.empty(), streams);
  }

  /** With agents that stay when this is closed. */
  static Served at(int port, OpenedAgents agents, Path data) {
    return new Served(
        agents,
        new MessageTraces(),
        false,
        port,
        Optional.empty(),
        Optional.of(data),
        StreamLimits.DEFAULT);
  }

  URI url() {
    return server.urlHere();
  }

  Agent inviter() {
    return agents.agent(Side.INVITER);
  }

  Browser onlooker() {
    return new Browser(url());
  }

  Browser leader() {
    var browser = onlooker();
    browser.get(pathOf(server.leaderLink()));
    return browser;
  }

  Browser participant(String name) {
    var browser = onlooker();
    browser.post("/join", Map.of("name", name));
    return browser;
  }

  /** The id of the newest row. */
  String newest() {
    return board.rows().get(0).id();
  }

  static String pathOf(URI link) {
    return link.getRawPath() + "?" + link.getRawQuery();
  }

  @Override
  public void close() {
    server.close();
    board.close();
    if (ownAgents) {
      agents.close();
    }
  }
}
