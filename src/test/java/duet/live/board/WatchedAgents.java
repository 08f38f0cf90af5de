package duet.live.board;

import static org.awaitility.Awaitility.await;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Agent;
import duet.exchange.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Two agents, a board that watches them, and what it told its listener. */
final class WatchedAgents implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final OpenedAgents agents;
  private final Board board;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private WatchedAgents(AgentSelection selection, BoardOptions options) {
    var traces = new MessageTraces();
    agents = selection.traced(traces).open();
    board = Board.open(agents, traces, options);
    board.listen(
        new BoardListener() {
          @Override
          public void changed(Row row) {
            told.add("changed " + row.id());
          }

          @Override
          public void removed(String id) {
            told.add("removed " + id);
          }

          @Override
          public void agents() {
            told.add("agents");
          }
        });
  }

  /** Embedded ones in memory. */
  static WatchedAgents embedded() {
    return embedded(options -> options);
  }

  static WatchedAgents embedded(UnaryOperator<BoardOptions> options) {
    return of(AgentSelection.embedded(), options);
  }

  /** Embedded ones that are kept, with what the board keeps. */
  static WatchedAgents keptIn(Path directory) {
    return of(
        AgentSelection.embedded().keptIn(directory.resolve("agents")),
        options -> options.keptIn(directory));
  }

  static WatchedAgents of(AgentSelection selection, UnaryOperator<BoardOptions> options) {
    return new WatchedAgents(selection, options.apply(BoardOptions.DEFAULT));
  }

  Board board() {
    return board;
  }

  BoardSteps steps() {
    return board.steps();
  }

  Agent inviter() {
    return agents.agent(Side.INVITER);
  }

  Agent invitee() {
    return agents.agent(Side.INVITEE);
  }

  OpenedAgents agents() {
    return agents;
  }

  /** What the listener was told, such as {@code changed ID}. */
  List<String> told() {
    return told;
  }

  /** The only row, once it is as wanted. */
  Row row(Predicate<Row> wanted) {
    return await()
        .atMost(LIMIT)
        .until(board::rows, rows -> rows.size() == 1 && wanted.test(rows.get(0)))
        .get(0);
  }

  Row row(Standing standing) {
    return row(row -> row.standing() == standing);
  }

  List<Row> rows(Predicate<List<Row>> wanted) {
    return await().atMost(LIMIT).until(board::rows, wanted);
  }

  Detail detail(Row row, Predicate<Detail> wanted) {
    return await().atMost(LIMIT).until(() -> board.detail(row.id()).orElseThrow(), wanted::test);
  }

  /** A connection that our invitee has accepted. */
  Row connected(String name) {
    var row = steps().invite(name);
    steps().accept(row.id());
    return await()
        .atMost(LIMIT)
        .until(() -> board.row(row.id()).orElseThrow(), one -> one.standing() == Standing.COMPLETE);
  }

  @Override
  public void close() {
    board.close();
    agents.close();
  }
}
