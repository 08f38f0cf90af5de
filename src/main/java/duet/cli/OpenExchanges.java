package duet.cli;

import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import duet.handshake.Pair;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The exchanges of a command: what stays at their agents if it ends here, and how to go on. Safe
 * for several threads.
 */
final class OpenExchanges {

  private final Deque<OpenExchange<?>> exchanges = new ConcurrentLinkedDeque<>();
  private volatile Optional<OpenedAgents> agents = Optional.empty();
  private volatile SessionRecorder recorder = SessionRecorder.none();
  private volatile boolean kept;

  /**
   * One side that stays.
   *
   * @param recordId instead of a connection's, that of a credential or proof
   * @param state as last seen
   * @param agentUrl where its agent is
   */
  record Remaining(
      Side side,
      Optional<String> connectionId,
      Optional<String> recordId,
      String state,
      URI agentUrl) {

    static Remaining of(Side side, AgentRecord record, Agent agent) {
      var id = Optional.of(record.id());
      var connection = id.filter(any -> record instanceof Connection);
      return new Remaining(
          side,
          connection,
          id.filter(any -> connection.isEmpty()),
          record.reportedState(),
          agent.url());
    }

    String id() {
      return connectionId.or(() -> recordId).orElseThrow();
    }
  }

  /**
   * @param save saves what was last seen
   */
  private record OpenExchange<P extends SidePair<?>>(Supplier<P> seen, Consumer<P> save) {

    void saveSeen() {
      save.accept(seen.get());
    }
  }

  /**
   * @param used its embedded agents keep everything if the recorder has a session
   */
  void at(OpenedAgents used, SessionRecorder saving) {
    at(used, saving, saving.path().isPresent());
  }

  /**
   * @param keep whether embedded agents keep everything
   */
  void at(OpenedAgents used, SessionRecorder saving, boolean keep) {
    agents = Optional.of(used);
    recorder = saving;
    kept = keep;
  }

  SessionRecorder recorder() {
    return recorder;
  }

  /** A connection was created, which nobody has accepted yet. */
  void invited(Connection made) {
    begin(new Pair(Optional.of(made), Optional.empty(), new Timeline()));
  }

  /** Another exchange begins. */
  void begin(SidePair<?> pair) {
    exchanges.addLast(new OpenExchange<>(() -> pair, any -> {}));
  }

  /** The exchange that began last is watched from now on. */
  <P extends SidePair<?>> void watched(Supplier<P> seen, Consumer<P> save) {
    exchanges.pollLast();
    exchanges.addLast(new OpenExchange<>(seen, save));
  }

  /** Both sides of the last exchange, as last seen. */
  SidePair<?> pair() {
    return exchanges.isEmpty()
        ? new Pair(Optional.empty(), Optional.empty(), new Timeline())
        : exchanges.getLast().seen().get();
  }

  /** Saves what was last seen of the last exchange, if its connection has a name. */
  void save() {
    Optional.ofNullable(exchanges.peekLast()).ifPresent(OpenExchange::saveSeen);
  }

  /** What outlives the process: all records, or those of the last exchange of a session. */
  List<Remaining> remaining() {
    var all = exchanges.stream().<SidePair<?>>map(one -> one.seen().get()).toList();
    int from = recorder.session().isPresent() ? Math.max(0, all.size() - 1) : 0;
    return all.subList(from, all.size()).stream()
        .flatMap(pair -> pair.sides().stream().flatMap(side -> remaining(pair, side).stream()))
        .toList();
  }

  /**
   * Commands that go on from there.
   *
   * @param envFile where settings come from, if that was given
   */
  List<String> next(Optional<Path> envFile) {
    var left = remaining();
    if (left.isEmpty()) {
      return List.of();
    }
    var file = envFile.map(path -> " --env-file " + quoted(path.toString())).orElse("");
    var session = recorder.session();
    if (session.isPresent()) {
      var name = quoted(session.get().name());
      return List.of("duet resume " + name + file, "duet delete " + name + file);
    }
    var commands = new ArrayList<String>();
    commands.add("duet show " + left.get(0).id() + file);
    unanswered()
        .filter(made -> left.get(0).side() == Side.INVITER)
        .ifPresent(
            made -> commands.add(agents.orElseThrow().agent(Side.INVITER).deletion(made.id())));
    return commands;
  }

  /** The same for people. */
  List<String> lines(Optional<Path> envFile) {
    var lines = new ArrayList<String>();
    var left = remaining();
    int width = left.stream().mapToInt(one -> one.side().toString().length()).max().orElse(0);
    for (Remaining one : left) {
      var side = one.side() + " ".repeat(width - one.side().toString().length());
      lines.add(
          "  left  %s  %s  %s at %s"
              .formatted(side, Console.safe(one.id()), Console.safe(one.state()), one.agentUrl()));
    }
    if (lines.isEmpty()) {
      lines.add("  left  nothing at any agent" + gone());
    } else if (unanswered().isPresent()) {
      lines.add("  left  its invitation, which can still be answered");
    }
    next(envFile).forEach(command -> lines.add("  next  " + Console.safe(command)));
    return lines;
  }

  private String gone() {
    var pair = pair();
    boolean made = pair.sides().stream().anyMatch(side -> pair.side(side).isPresent());
    return made ? ": the embedded agents end with this command" : "";
  }

  private Optional<Remaining> remaining(SidePair<?> pair, Side side) {
    var at = side.begins() ? Side.INVITER : Side.INVITEE;
    return agents
        .filter(all -> all.has(at) && (kept || !all.isEmbedded(at)))
        .flatMap(all -> pair.side(side).map(one -> Remaining.of(side, one, all.agent(at))));
  }

  /** The invitation to connect that anybody can still answer. */
  private Optional<Connection> unanswered() {
    return pair() instanceof Pair connection
        ? connection.inviter().filter(made -> made.state() == ConnectionState.INVITATION_GENERATED)
        : Optional.empty();
  }

  private static String quoted(String text) {
    return text.matches("[\\w./~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
