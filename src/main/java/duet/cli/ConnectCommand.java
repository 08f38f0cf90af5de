package duet.cli;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Connection;
import duet.delivery.Delivery;
import duet.delivery.DeliveryException;
import duet.delivery.DeliveryResult;
import duet.delivery.Link;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.handshake.HandshakeOptions;
import duet.handshake.Pair;
import duet.session.Session;
import duet.session.SessionSide;
import duet.session.SessionState;
import duet.settings.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "connect",
    description = "Creates an invitation, delivers it, and waits for the connection.")
final class ConnectCommand extends ExchangeCommand {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      converter = Converters.Name.class,
      description = "The name under which to save the connection; without one nothing is saved.")
  private String name;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "The inviter's label for the connection (default: 'Connect', date and time).")
  private String label;

  @Option(
      names = "--goal",
      paramLabel = "TEXT",
      description = "What the connection is for; the invitation contains it.")
  private String goal;

  @Mixin private AgentsOption agentsOption;

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      description = "How long the invitation may be answered, such as 10m (default: --timeout).")
  private Duration expires;

  @Option(names = "--replace", description = "Start over, even if NAME is under way.")
  private boolean replace;

  @Mixin private DeliveryOptions options;

  private Optional<Path> temporary = Optional.empty();

  @Override
  CommandResult run(Settings settings) {
    var delivery = options.delivery(settings, name);
    if (name == null && options.via() == DeliveryMethod.QR) {
      temporary = Optional.of(DeliveryOptions.qrFile(settings, null));
    }
    try (var recorder =
        name == null ? SessionRecorder.none() : SessionRecorder.of(settings.data(), name)) {
      if (!replace) {
        recorder.requireOver();
      }
      try (var agents = open(settings)) {
        open().at(agents, recorder);
        var kept = LiveAgents.directory(agents, name != null, settings);
        print(console().bold("Agents") + " " + TextView.origin(agents, kept));
        var awaited = Optional.of(Side.INVITER).filter(side -> options.stranger());
        show(agents, awaited, Optional.of(agents.isOwn()), kept.filter(any -> agents.isOwn()));
        if (agents.sharedBy().isPresent() && isLong(expires)) {
          print(
              "  (the agents of duet live take answers for %d s, whatever --expires says)"
                  .formatted(EmbeddedAgent.EXPIRY.toSeconds()));
        }
        connect(agents, recorder, delivery, settings);
      }
    } finally {
      cleanUp();
    }
    return result();
  }

  /** Without a name, nobody can use the QR code later. */
  @Override
  void cleanUp() {
    temporary.ifPresent(file -> file.toFile().delete());
  }

  private void connect(
      OpenedAgents agents, SessionRecorder recorder, Delivery delivery, Settings settings) {
    var inviter = agents.agent(Side.INVITER);
    var made = inviter.invite(title(), null, goal);
    open().invited(made);
    var expiry = Optional.ofNullable(expires).map(Instant.now()::plus);
    heading("Invitation");
    print(view().connection(made));
    print("  invitation  " + Console.safe(made.invitationUrl()));
    if (options.stranger()) {
      LiveAgents.hint(agents, made.invitation()).ifPresent(this::print);
    }
    var link = new Link(settings.delivery().linkBase()).of(made);
    var delivered = deliver(agents, recorder, delivery, made, link, expiry);
    try {
      var pair =
          complete(
              watching -> handshake(agents, recorder, made, delivered, watching),
              limit(settings, expiry));
      recorder.record(session -> session.seen(pair));
      result(result().with(SessionStatus.of(SessionState.of(pair), Optional.ofNullable(name))));
      print(pair, recorder);
    } catch (HandshakeException e) {
      result(result().with(new FailedHandshake(this, recorder, expiry).end(e, inviter)));
      throw e;
    }
  }

  /** Shows a link if it fails, so that the invitation isn't lost. */
  private DeliveryResult deliver(
      OpenedAgents agents,
      SessionRecorder recorder,
      Delivery delivery,
      Connection made,
      String link,
      Optional<Instant> expiry) {
    try {
      begin(recorder, agents, made, expiry);
      var delivered = delivery.deliver(made);
      recorder.record(Session::delivered);
      if (options.via() != DeliveryMethod.OFFER) {
        result(result().with(ExchangeResult.Delivered.of(delivered)));
        DeliveryView.print(this, delivery, made, delivered);
      }
      return delivered;
    } catch (DeliveryException | UncheckedIOException e) {
      undelivered(link);
      throw e;
    }
  }

  private static boolean isLong(Duration expires) {
    return expires != null && expires.compareTo(EmbeddedAgent.EXPIRY) > 0;
  }

  private String title() {
    return label == null ? "Connect " + LocalDateTime.now().format(TIME) : label;
  }

  private void begin(
      SessionRecorder recorder, OpenedAgents agents, Connection made, Optional<Instant> expiry) {
    if (name != null) {
      var inviter = agents.agent(Side.INVITER);
      var side = SessionSide.of(inviter, agents.isOwn(Side.INVITER), made);
      var begun = Session.begin(name, side, made, options.via().toString(), options.stranger());
      recorder.begin(expiry.map(begun::expiring).orElse(begun));
    }
  }

  private Handshake handshake(
      OpenedAgents agents,
      SessionRecorder recorder,
      Connection made,
      DeliveryResult delivered,
      HandshakeOptions watching) {
    var inviter = agents.agent(Side.INVITER);
    if (options.stranger()) {
      return Handshake.ofInviter(inviter, made, watching);
    }
    var invitee = agents.agent(Side.INVITEE);
    var handshake =
        options.via() == DeliveryMethod.OFFER
            ? Handshake.accept(inviter, made, invitee, watching)
            : Handshake.accept(inviter, made, delivered.read(), invitee, watching);
    recorder.recordAnswer(agents, handshake);
    return handshake;
  }

  private OpenedAgents open(Settings settings) {
    var sides = options.stranger() ? EnumSet.of(Side.INVITER) : EnumSet.copyOf(Side.CONNECTION);
    var selection =
        options.via() == DeliveryMethod.OFFER
            ? AgentSelection.of(agentsOption.source, settings)
            : AgentSelection.perSide(agentsOption.source, settings, sides);
    // Without a name nothing is kept, and that goes for embedded agents, too.
    var reachable = reachable(selection, settings);
    var kept = name == null ? reachable : reachable.keptIn(AgentSelection.directory(settings));
    return opened(expires == null ? kept : kept.expiring(expires));
  }

  private void print(Pair pair, SessionRecorder recorder) {
    print(pair);
    printAlways(view().connected(pair, Optional.ofNullable(name)));
    recorder.path().ifPresent(path -> print("Saved in " + Console.safe(path.toString())));
  }
}
