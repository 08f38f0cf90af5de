package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.AgentSelection;
import duet.AgentSource;
import duet.OpenedAgents;
import duet.agent.Connection;
import duet.agent.PreflightResult;
import duet.delivery.Delivery;
import duet.delivery.DeliveryResult;
import duet.delivery.Link;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.handshake.HandshakeOptions;
import duet.handshake.Pair;
import duet.session.Session;
import duet.session.SessionSide;
import duet.session.SessionState;
import duet.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = "Invites, hands the invitation over, and waits until there is a connection.")
final class ConnectCommand extends HandshakeCommand {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      converter = Names.class,
      description = "What to call the connection, which is then kept.")
  private String name;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "What the inviter keeps as label; by default 'Connect', the date and the time.")
  private String label;

  @Option(
      names = "--goal",
      paramLabel = "TEXT",
      description = "What the connection is for; those who are invited read it.")
  private String goal;

  @Option(
      names = "--agents",
      paramLabel = "auto|embedded|settings",
      defaultValue = "auto",
      description = "Which agents: those of the settings, embedded ones, or what is there (auto).")
  private AgentSource source;

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      converter = Timeouts.class,
      description = "From when on no answer is wanted any more; the --timeout by default.")
  private Duration expires;

  @Option(names = "--replace", description = "Begin anew, also if NAME is under way.")
  private boolean replace;

  @Mixin private DeliveryOptions options;

  @Mixin private WaitOption late;

  ConnectCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var settings = settings();
    var delivery = options.delivery(settings, name);
    try (var keeper =
        name == null ? SessionRecorder.none() : SessionRecorder.of(settings.data(), name)) {
      if (!replace) {
        keeper.requireOver();
      }
      try (var agents = open(settings)) {
        sayAgents(agents, settings, document);
        connect(agents, keeper, delivery, settings, document);
      }
    } finally {
      if (name == null && options.via() == DeliveryMethod.QR) {
        remove(DeliveryOptions.picture(settings, null));
      }
    }
    return ExitCode.DONE;
  }

  private void connect(
      OpenedAgents agents,
      SessionRecorder keeper,
      Delivery delivery,
      Settings settings,
      ObjectNode document) {
    var inviter = agents.agent(Side.INVITER);
    var made = inviter.invite(title(), null, goal);
    var expiry = Optional.ofNullable(expires).map(Instant.now()::plus);
    say("");
    say(console().bold("Invitation"));
    say(view().invitation(made));
    var link = new Link(settings.delivery().linkBase()).of(made);
    var delivered =
        new InvitationDelivery(this, delivery)
            .deliver(
                made,
                link,
                () -> begin(keeper, agents, made, expiry),
                () -> keeper.note(Session::handedOver));
    try {
      var pair =
          shake(
              options -> handshake(agents, keeper, made, delivered, options),
              limit(settings, expiry),
              document);
      keeper.note(session -> session.seen(pair));
      sayConnected(pair, keeper, document);
    } catch (HandshakeException e) {
      new FailedHandshake(this, keeper, expiry).of(e, inviter);
      throw e;
    }
  }

  private String title() {
    return label == null ? "Connect " + LocalDateTime.now().format(TIME) : label;
  }

  private void begin(
      SessionRecorder keeper, OpenedAgents agents, Connection made, Optional<Instant> expiry) {
    var side = SessionSide.of(agents.agent(Side.INVITER), agents.isEmbedded(Side.INVITER), made);
    var begun =
        name == null
            ? null
            : Session.begin(name, side, made, options.via().toString(), options.stranger());
    if (begun != null) {
      keeper.begin(expiry.map(begun::expiring).orElse(begun));
    }
  }

  private Handshake handshake(
      OpenedAgents agents,
      SessionRecorder keeper,
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
    var accepted = handshake.pair().invitee().orElseThrow();
    boolean embedded = agents.isEmbedded(Side.INVITEE);
    keeper.note(session -> session.answered(SessionSide.of(invitee, embedded, accepted)));
    return handshake;
  }

  private Duration limit(Settings settings, Optional<Instant> expiry) {
    var limit = limit(settings);
    var left = expiry.map(at -> Duration.between(Instant.now(), at)).orElse(limit);
    return left.compareTo(limit) < 0 ? left : limit;
  }

  private OpenedAgents open(Settings settings) {
    var sides = options.stranger() ? EnumSet.of(Side.INVITER) : EnumSet.allOf(Side.class);
    var selection =
        options.via() == DeliveryMethod.OFFER
            ? AgentSelection.of(source, settings)
            : AgentSelection.perSide(source, settings, sides);
    // Kept only where they are told to be, by a name.
    return (name == null ? selection : selection.keptIn(AgentSelection.directory(settings)))
        .open(addresses -> late.preflight(this, addresses));
  }

  private void sayAgents(OpenedAgents agents, Settings settings, ObjectNode document) {
    var json = document.putObject("agents").put("embedded", agents.isEmbedded());
    say(console().bold("Agents") + " " + whose(agents, settings));
    if (agents.isEmbedded() && name != null) {
      json.put("data", AgentSelection.directory(settings).toString());
    }
    for (PreflightResult finding : agents.findings()) {
      say(view().finding(finding));
      json.set(finding.address().name(), JsonView.finding(finding));
    }
    if (options.stranger() && agents.isEmbedded()) {
      say(
          "  (only this machine can answer: embedded agents listen on loopback; INVITER_URL names another)");
    }
  }

  private String whose(OpenedAgents agents, Settings settings) {
    if (Stream.of(Side.values()).noneMatch(agents::isEmbedded)) {
      return "of the settings";
    }
    var own =
        agents.isEmbedded() ? "embedded ones" : "of the settings, and embedded where none is set";
    return name == null
        ? own + ", which end with this command"
        : own + ", kept in " + Console.safe(AgentSelection.directory(settings).toString());
  }

  private void sayConnected(Pair pair, SessionRecorder keeper, ObjectNode document) {
    say("");
    say(console().bold("Inviter"));
    pair.inviter().ifPresent(side -> say(view().connection(side)));
    say("");
    pair.invitee()
        .ifPresent(
            side -> {
              say(console().bold("Invitee"));
              say(view().connection(side));
              say("");
            });
    view().connected(pair, Optional.ofNullable(name)).forEach(this::say);
    SessionStateView.put(document, SessionState.of(pair));
    if (name != null) {
      document.put("name", name);
    }
    keeper.path().ifPresent(path -> say("Kept in " + Console.safe(path.toString())));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is of no use to anybody any more, and in nobody's way.
    }
  }
}
