package duet.cli;

import duet.AgentSelection;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.handshake.HandshakeOptions;
import duet.session.Session;
import duet.session.SessionSide;
import duet.session.SessionState;
import duet.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "resume",
    description =
        "Resumes a session: continues to wait for its connection, credentials and proofs, or shows"
            + " how it ended.")
final class ResumeCommand extends ExchangeCommand {

  @Mixin private SessionOption session;

  @Override
  CommandResult run(Settings settings) {
    try (var recorder = session.open(settings)) {
      var begun = recorder.session().orElseThrow();
      if (ended(begun)) {
        return print(begun, ended(begun.state()));
      }
      try (var found =
          SessionConnections.of(
              begun,
              settings,
              agents -> expiring(reachable(agents, settings), begun),
              this::opened)) {
        open().at(found.agents(), recorder);
        print(console().bold("Agents") + LiveAgents.suffix(found.agents().sharedBy()));
        var awaited = Optional.of(Side.INVITER).filter(side -> begun.stranger());
        show(found.agents(), awaited, Optional.empty(), Optional.empty());
        return resume(recorder, found, settings);
      }
    }
  }

  private CommandResult resume(
      SessionRecorder recorder, SessionConnections found, Settings settings) {
    var begun = recorder.session().orElseThrow();
    var inviter = found.agents().agent(Side.INVITER);
    var made = found.side(Side.INVITER).orElseThrow();
    open().invited(made);
    var failed = new FailedHandshake(this, recorder, begun.expiresAt());
    if (unanswered(made) && found.side(Side.INVITEE).isEmpty() && expired(begun)) {
      return result().with(failed.giveUp(inviter, made)).with(ExitCode.TIMED_OUT);
    }
    try {
      var pair =
          complete(
              watching -> handshake(recorder, found, made, watching),
              limit(settings, begun.expiresAt().filter(Instant.now()::isBefore)));
      recorder.record(one -> one.seen(pair));
    } catch (HandshakeException e) {
      result(result().with(failed.end(e, inviter)));
      throw e;
    }
    resumeExchanges(recorder, found, settings);
    print("");
    return print(recorder.session().orElseThrow(), ExitCode.DONE);
  }

  /** Goes on with credentials and proofs that were interrupted, in their order. */
  private void resumeExchanges(
      SessionRecorder recorder, SessionConnections found, Settings settings) {
    var connected = recorder.session().orElseThrow();
    var credentials = new CredentialSteps(this, found.agents(), recorder, limit(settings));
    connected.credentials().stream()
        .filter(one -> !one.over(connected.stranger()))
        .forEach(one -> CredentialView.print(this, credentials.resume(one)));
    var proofs = new ProofSteps(this, found.agents(), recorder, limit(settings));
    connected.proofs().stream()
        .filter(one -> !one.over())
        .forEach(one -> CredentialView.print(this, proofs.resume(one)));
  }

  private ExchangeResult print(Session ended, ExitCode exitCode) {
    var lines = view().session(ended);
    printAlways(lines.get(0));
    print(lines.subList(1, lines.size()));
    return result().with(SessionStatus.of(ended)).with(exitCode);
  }

  private Handshake handshake(
      SessionRecorder recorder,
      SessionConnections found,
      Connection made,
      HandshakeOptions watching) {
    var inviter = found.agents().agent(Side.INVITER);
    if (!found.agents().has(Side.INVITEE)) {
      return Handshake.ofInviter(inviter, made, watching);
    }
    var invitee = found.agents().agent(Side.INVITEE);
    var handshake =
        found
            .side(Side.INVITEE)
            .map(accepted -> Handshake.between(inviter, made, invitee, accepted, watching))
            .orElseGet(() -> Handshake.accept(inviter, made, invitee, watching));
    recorder.recordAnswer(found.agents(), handshake);
    return handshake;
  }

  private static AgentSelection expiring(AgentSelection agents, Session begun) {
    return begun
        .expiresAt()
        .map(at -> agents.expiring(Duration.between(begun.createdAt(), at)))
        .orElse(agents);
  }

  private static boolean unanswered(Connection made) {
    return made.state() == ConnectionState.INVITATION_GENERATED;
  }

  private static boolean expired(Session session) {
    return session.expiresAt().filter(Instant.now()::isAfter).isPresent();
  }

  /** Whether there is nothing left to ask an agent for. */
  private static boolean ended(Session session) {
    boolean deleted = session.side(Side.INVITER).map(SessionSide::deleted).orElse(true);
    return session.state() == SessionState.REVOKED || deleted;
  }

  private static ExitCode ended(SessionState state) {
    return switch (state) {
      case UNFULFILLED, EXPIRED -> ExitCode.TIMED_OUT;
      default -> ExitCode.DONE;
    };
  }
}
