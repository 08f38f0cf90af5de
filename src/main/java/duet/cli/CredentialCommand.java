package duet.cli;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Connection;
import duet.agent.InvitationRecord;
import duet.delivery.DeliveryException;
import duet.delivery.Link;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionState;
import duet.settings.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A command about credentials: over a connection that has a name, or one that it makes first, or by
 * an invitation that does without any.
 *
 * @param <R> the record of such an invitation
 */
abstract class CredentialCommand<R extends InvitationRecord> extends ExchangeCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      converter = Converters.Name.class,
      description =
          "The name of the session whose connection to use; without one, two agents are connected"
              + " first, and nothing is saved.")
  private String name;

  @Mixin private AgentsOption agentsOption;

  @Mixin private InvitationOption invitation;

  private Optional<Path> temporary = Optional.empty();
  private Duration limit;

  @Override
  final CommandResult run(Settings settings) {
    limit = limit(settings);
    invitation.check(name());
    if (name != null && agentsOption.given()) {
      throw misuse("--agents goes without NAME, whose session has its agents");
    }
    prepare();
    if (invitation.given()) {
      byInvitation(settings);
    } else if (name == null) {
      afterConnecting(settings);
    } else {
      overSession(settings);
    }
    return result();
  }

  /**
   * Reads the options, before anything happens.
   *
   * @throws picocli.CommandLine.ParameterException if they don't fit each other
   */
  abstract void prepare();

  /** What a label and a file are to call it, such as {@code credential}. */
  abstract String what();

  /**
   * Does what the command is for over a connection.
   *
   * @param connection the inviter's
   * @throws SessionException if the session lacks what is needed
   */
  abstract void over(Connection connection, OpenedAgents agents, SessionRecorder recorder);

  /** Makes an invitation. */
  abstract R invite(OpenedAgents agents);

  /** Waits for whoever answers it. */
  abstract void await(R invited, OpenedAgents agents);

  /** Without a name, nobody can use the QR code later. */
  @Override
  final void cleanUp() {
    temporary.ifPresent(file -> file.toFile().delete());
  }

  final Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** How long each exchange may take. */
  final Duration limit() {
    return limit;
  }

  /** Whether there is no connection, and will be none. */
  final boolean byInvitation() {
    return invitation.given();
  }

  private void afterConnecting(Settings settings) {
    var selection = reachable(AgentSelection.of(agentsOption.source, settings), settings);
    try (var agents = opened(selection)) {
      var recorder = SessionRecorder.none();
      open().at(agents, recorder);
      var kept = LiveAgents.directory(agents, false, settings);
      print(console().bold("Agents") + " " + TextView.origin(agents, kept));
      show(agents, Optional.empty(), Optional.of(agents.isOwn()), kept);
      over(connect(agents), agents, recorder);
    }
  }

  private Connection connect(OpenedAgents agents) {
    var inviter = agents.agent(Side.INVITER);
    var made = inviter.invite("Connect for a " + what());
    open().invited(made);
    try {
      var pair =
          complete(
              watching -> Handshake.accept(inviter, made, agents.agent(Side.INVITEE), watching),
              limit);
      print("");
      printAlways(view().connected(pair, Optional.empty()));
      return pair.inviter().orElseThrow();
    } catch (HandshakeException e) {
      new FailedHandshake(this, SessionRecorder.none(), Optional.empty()).end(e, inviter);
      throw e;
    }
  }

  private void overSession(Settings settings) {
    try (var recorder = SessionRecorder.existing(settings.data(), name)) {
      var session = recorder.session().orElseThrow();
      requireConnected(session);
      try (var found =
          SessionConnections.of(
              session, settings, agents -> reachable(agents, settings), this::opened)) {
        open().at(found.agents(), recorder);
        print(console().bold("Agents") + LiveAgents.suffix(found.agents().sharedBy()));
        show(found.agents(), Optional.empty(), Optional.empty(), Optional.empty());
        result(result().with(SessionStatus.of(session)));
        over(found.side(Side.INVITER).orElseThrow(), found.agents(), recorder);
      }
    }
  }

  /** The agent is kept: others look up there whether its credentials were revoked. */
  private void byInvitation(Settings settings) {
    var data = AgentSelection.directory(settings);
    var own = AgentSelection.perSide(agentsOption.source, settings, Set.of(Side.INVITER));
    temporary = invitation.file(settings, what());
    try (var agents = opened(reachable(own, settings).keptIn(data))) {
      open().at(agents, SessionRecorder.none(), true);
      var kept = Optional.of(data).filter(directory -> agents.isOwn());
      print(console().bold("Agent") + " " + TextView.origin(agents, kept));
      show(agents, Optional.of(Side.INVITER), Optional.of(agents.isOwn()), kept);
      var made = invite(agents);
      heading("Invitation");
      print(view().record(made));
      LiveAgents.hint(agents, made.invitation()).ifPresent(this::print);
      deliver(made, settings);
      await(made, agents);
    } finally {
      cleanUp();
    }
  }

  private void deliver(R made, Settings settings) {
    try {
      var delivery = invitation.delivery(settings, what());
      var delivered = delivery.deliver(made);
      result(result().with(ExchangeResult.Delivered.of(delivered)));
      DeliveryView.print(this, delivery, made, delivered);
    } catch (DeliveryException | UncheckedIOException e) {
      undelivered(new Link(settings.delivery().linkBase()).of(made));
      throw e;
    }
  }

  private static void requireConnected(Session session) {
    if (session.state() != SessionState.ACCEPTED) {
      var next =
          session.state().over()
              ? "'duet connect %s' connects again"
              : "'duet resume %s' continues";
      throw new SessionException(
          "%s is not connected (%s): %s."
              .formatted(session.name(), session.state(), next.formatted(session.name())));
    }
  }
}
