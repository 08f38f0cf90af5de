package duet.live.board;

import duet.OpenedAgents;
import java.util.List;
import java.util.Optional;

/**
 * Watches two agents until it is closed, and shows what is known of their exchanges. Safe for
 * several threads.
 */
public final class Board implements AutoCloseable {

  /** How many rows there can be; those that ended first make room. */
  public static final int MOST_ROWS = 1_000;

  private Board() {}

  /**
   * Begins to watch. The agents stay the caller's, and are to be closed after the board.
   *
   * @param traces what embedded ones among them sent and received
   */
  public static Board open(OpenedAgents agents, MessageTraces traces, BoardOptions options) {
    return new Board();
  }

  /** The newest first. */
  public List<Row> rows() {
    return List.of();
  }

  public Optional<Row> row(String id) {
    return Optional.empty();
  }

  public Optional<Detail> detail(String id) {
    return Optional.empty();
  }

  /** The inviter's first. */
  public List<AgentHealth> agents() {
    return List.of();
  }

  /** Tells of all changes from now on. */
  public void listen(BoardListener listener) {}

  public void forget(BoardListener listener) {}

  public BoardSteps steps() {
    return new BoardSteps();
  }

  @Override
  public void close() {}
}
