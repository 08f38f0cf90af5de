package duet.cli;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.cli.ExchangeResult.Agents;
import duet.exchange.ExchangeException;
import duet.exchange.Progress;
import duet.exchange.RunningExchange;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.handshake.Handshake;
import duet.handshake.HandshakeOptions;
import duet.handshake.Pair;
import duet.report.JsonDocument;
import duet.report.Report;
import duet.settings.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that completes exchanges: it prints each change, and writes a report on request. */
abstract class ExchangeCommand extends DuetCommand {

  private static final Set<Cause> UNANSWERED = Set.of(Cause.NOBODY_ANSWERED, Cause.PEER_SILENT);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long to wait, such as 90s or 2m (default: DUET_TIMEOUT, or 60s).")
  private Duration timeout;

  @Option(
      names = "--quiet",
      description = "Print only the link or file to hand over, and how it ended.")
  private boolean quiet;

  @Mixin private ReportOption report;

  @Mixin private WaitOption wait;

  @Mixin private NetworkOptions network;

  private final OpenExchanges open = new OpenExchanges();
  private ExchangeResult result = ExchangeResult.NONE;
  private EndingHook ending;
  private boolean brokenOff;
  private boolean unanswered;
  private Optional<DidCommStatus> awaiting = Optional.empty();

  @Override
  final CommandResult run() {
    var settings = settings();
    try (var hook = EndingHook.of(this::interrupted)) {
      ending = hook;
      var ended = run(settings);
      if (result.report().isPresent()) {
        report.announce(this);
      }
      return ended;
    }
  }

  /** Executes the command; Ctrl-C tells of the exchange if there is one. */
  abstract CommandResult run(Settings settings);

  /** Removes what is of no use after the command; called however it ends. */
  void cleanUp() {}

  /** What stays at the agents if the command ends here. */
  final OpenExchanges open() {
    return open;
  }

  /**
   * Opens agents, and waits for those that start late if asked to.
   *
   * @throws picocli.CommandLine.ParameterException if an option is for agents that another process
   *     runs
   */
  final OpenedAgents opened(AgentSelection agents) {
    return network.open(agents, all -> wait.preflight(this, all));
  }

  /** The same agents; others reach embedded ones as the options say. */
  final AgentSelection reachable(AgentSelection agents, Settings settings) {
    return network.of(agents, settings);
  }

  /**
   * Prints opened agents, with how others reach embedded ones, and adds them to the result.
   *
   * @param awaited the side whose peer may be on another machine
   * @param embedded whether all are, if the result is to say it
   * @param data where embedded ones are kept
   */
  final void show(
      OpenedAgents agents,
      Optional<Side> awaited,
      Optional<Boolean> embedded,
      Optional<Path> data) {
    var shown = AgentsView.print(this, agents);
    awaiting = awaited.flatMap(shown::didcomm);
    awaiting.flatMap(DidCommStatus::hint).ifPresent(this::print);
    result(result().with(Agents.of(embedded, data, agents.sharedBy(), shown.statuses())));
  }

  @Override
  final List<String> afterError() {
    if (unanswered) {
      var next = open.next(envFile()).stream().limit(1).map(command -> "  next  " + command);
      return Stream.concat(
              awaiting.map(DidCommStatus::unanswered).stream(),
              open.pair() instanceof Pair ? Stream.empty() : next.map(Console::safe))
          .toList();
    }
    if (!brokenOff) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    for (var remark : open.pair().timeline().remarks()) {
      lines.add(
          "  seen  after %s: %s"
              .formatted(TextView.millis(remark.at()), Console.safe(remark.text())));
    }
    lines.addAll(open.lines(envFile()));
    return lines;
  }

  /**
   * Accepts, and waits for the connection.
   *
   * @param limit how long to wait; while a stranger is to answer, the time left is shown
   * @return the connected pair
   */
  final Pair complete(Function<HandshakeOptions, Handshake> acceptance, Duration limit) {
    return complete(
        listener -> acceptance.apply(HandshakeOptions.DEFAULT.withListener(listener)),
        pair -> pair.invitee().isEmpty(),
        this::save,
        limit);
  }

  /**
   * Begins an exchange, and waits for its end.
   *
   * @param begin with a listener, which is told of each change
   * @param unanswered whether a pair at its beginning waits for somebody else
   * @param save saves what was last seen of it, if the command ends before it does
   * @param limit how long to wait; while a stranger is to answer, the time left is shown
   */
  final <P extends SidePair<?>> P complete(
      Function<Consumer<P>, ? extends RunningExchange<P>> begin,
      Predicate<P> unanswered,
      Consumer<P> save,
      Duration limit) {
    var changes = new StateChangePrinter(this::print, console()::bold);
    ending.reopen();
    result(result.beforeNext());
    try {
      var running = begin.apply(changes::show);
      open.watched(running::pair, save);
      changes.show(running.pair());
      var pair = await(running, unanswered.test(running.pair()), limit);
      ending.claim();
      changes.show(pair);
      var story = Report.of(pair);
      result(result.with(story));
      report.write(result.before(), story);
      return pair;
    } catch (ExchangeException e) {
      ending.claim();
      this.unanswered = UNANSWERED.contains(e.diagnosis().cause());
      report.keep(this, result.before(), Report.of(e));
      throw e;
    } catch (AgentException e) {
      ending.claim();
      breakOff(Report.of(open.pair(), e));
      throw e;
    }
  }

  /** Saves what was last seen of the connection, if it has a name. */
  private void save(Pair pair) {
    open.recorder().record(session -> session.seen(pair));
  }

  @Override
  boolean silent() {
    return quiet || super.silent();
  }

  /** The result so far. */
  final ExchangeResult result() {
    return result;
  }

  /** Sets the result so far, which the document of an error contains too. */
  final void result(ExchangeResult next) {
    result = next;
    soFar(next);
  }

  /** Shows the link of an invitation whose delivery failed, so that it isn't lost. */
  final void undelivered(String link) {
    result(result.withLink(link));
    console().note("The invitation was created; this link contains it:");
    console().note("  " + Console.safe(link));
  }

  /** How long an exchange may take. */
  Duration limit(Settings settings) {
    return timeout == null ? settings.timeout() : timeout;
  }

  /** How long an exchange may take that has to end before the expiry, if there is one. */
  Duration limit(Settings settings, Optional<Instant> expiry) {
    var limit = limit(settings);
    var left = expiry.map(at -> Duration.between(Instant.now(), at)).orElse(limit);
    return left.compareTo(limit) < 0 ? left : limit;
  }

  /** Each side that is seen. */
  void print(Pair pair) {
    for (Side side : Side.CONNECTION) {
      pair.side(side)
          .ifPresent(
              seen -> {
                heading(side == Side.INVITER ? "Inviter" : "Invitee");
                print(view().connection(seen));
              });
    }
    print("");
  }

  private <P extends SidePair<?>> P await(
      RunningExchange<P> running, boolean alone, Duration limit) {
    try (var countdown = new CountdownDisplay(this, limit)) {
      if (alone && running.progress() instanceof Progress.Underway && !silent()) {
        countdown.show("waiting for an answer");
      }
      return running.await(limit);
    }
  }

  /** On a thread of its own, while the process ends. */
  private void interrupted() {
    console().status("");
    var code = TerminationSignal.exitCode();
    var story = Report.interrupted(open.pair());
    var how = code == ExitCode.TERMINATED ? "terminated" : "interrupted";
    breakOff(story);
    console().note(console().bad("duet: ") + how + " after " + story.after());
    open.lines(envFile()).forEach(console()::note);
    if (json()) {
      var outcome = JsonDocument.fields(story.document());
      var error = new ErrorResult.Message(how, Optional.empty(), Optional.empty());
      console().document(JsonDocument.text(new ErrorResult(outcome, soFar(), error, code)));
    }
    cleanUp();
  }

  /** Keeps what is known of an exchange that has not come to an end. */
  private void breakOff(Report story) {
    brokenOff = true;
    try {
      open.save();
    } catch (UncheckedIOException e) {
      console().note(Console.safe(e.getMessage()));
    }
    result(result().with(story).with(open.remaining(), open.next(envFile())));
    report.keep(this, result.before(), story);
  }
}
