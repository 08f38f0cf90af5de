package duet.live.board;

import duet.OpenedAgents;
import duet.exchange.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Watches two agents until it is closed, and shows what is known of their exchanges. Safe for
 * several threads.
 */
public final class Board implements AutoCloseable {

  /** How many rows there can be; those that ended first make room. */
  public static final int MOST_ROWS = 1_000;

  private static final long TICK_MILLIS = 250;
  private static final long STEPS_MILLIS = 20;

  private final SessionNames sessions;
  private final BoardFile file;
  private final BoardThreads threads;
  private final ShownRows rows;
  private final Details details;
  private final Publisher publisher;
  private final FailureLog failures = new FailureLog();
  private final RunningSteps running = new RunningSteps(failures);
  private final BoardSteps steps;
  private final MessageTraces traces;
  private final List<AgentWatch> watches = new ArrayList<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          tick -> {
            var thread = new Thread(tick, "duet-board");
            thread.setDaemon(true);
            return thread;
          });

  private Board(OpenedAgents agents, MessageTraces traces, BoardOptions options) {
    this.traces = traces;
    sessions = new SessionNames(options.data());
    file = BoardFile.open(options.data());
    threads = new BoardThreads(new Links(sessions, file, traces), file, options, this::rowChanged);
    var view = new RowBuilder(threads, sessions);
    rows = new ShownRows(threads, view);
    publisher = new Publisher(rows, failures);
    details = new Details(threads, view, traces, agents, options);
    steps = new BoardSteps(agents, threads, rows, details, running);
    for (Side side : Side.CONNECTION) {
      if (agents.has(side)) {
        watches.add(
            new AgentWatch(
                side,
                agents.agent(side),
                threads,
                options.clock(),
                publisher::agentsChanged,
                publisher::maybeChanged,
                failures));
      }
    }
  }

  /**
   * Begins to watch. The agents stay the caller's, and are to be closed after the board.
   *
   * @param traces what embedded ones among them sent and received
   */
  public static Board open(OpenedAgents agents, MessageTraces traces, BoardOptions options) {
    var board = new Board(agents, traces, options);
    board.start();
    return board;
  }

  /** The newest first. */
  public List<Row> rows() {
    return rows.all();
  }

  public Optional<Row> row(String id) {
    return rows.find(id);
  }

  public Optional<Detail> detail(String id) {
    synchronized (threads) {
      return threads.ofRow(id).map(details::of);
    }
  }

  /** The inviter's first. */
  public List<AgentHealth> agents() {
    return watches.stream().map(AgentWatch::health).toList();
  }

  /** What else is worth knowing, such as why an agent is only polled, a sentence each. */
  public List<String> remarks() {
    return Stream.concat(
            file.remark().stream(), watches.stream().flatMap(watch -> watch.remark().stream()))
        .toList();
  }

  /** Tells of all changes from now on. */
  public void listen(BoardListener listener) {
    publisher.listen(listener);
  }

  public void forget(BoardListener listener) {
    publisher.forget(listener);
  }

  public BoardSteps steps() {
    return steps;
  }

  /** Waits for nobody; what is still under way at an agent comes to nothing here. */
  @Override
  public void close() {
    traces.onMessage(message -> {});
    watches.forEach(AgentWatch::close);
    publisher.close();
    ticks.shutdownNow();
    running.close();
    file.save();
  }

  private void start() {
    sessions.refresh();
    publisher.start();
    traces.onMessage(
        message ->
            failures.run(
                "To look at a message", () -> message.threads().forEach(threads::messageSeen)));
    watches.forEach(AgentWatch::start);
    ticks.scheduleWithFixedDelay(
        () -> failures.run("To see what time changed", this::tick),
        TICK_MILLIS,
        TICK_MILLIS,
        TimeUnit.MILLISECONDS);
    ticks.scheduleWithFixedDelay(running::poll, STEPS_MILLIS, STEPS_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void rowChanged(ThreadKey key) {
    publisher.changed(key);
  }

  /** What time alone changes, and what others write. */
  private void tick() {
    if (sessions.refresh()) {
      threads.relinkWaiting();
      threads.allChanged();
    }
    rows.takeEarly().forEach(publisher::changed);
    rows.unfinished().forEach(publisher::maybeChanged);
    file.save();
  }
}
