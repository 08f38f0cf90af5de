package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Takes a session up where it stands: waits on, or shows how it ended.")
final class ResumeCommand extends SessionCommand {

  ResumeCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var settings = settings();
    try (var keeper = take(settings)) {
      var session = keeper.session().orElseThrow();
      if (ended(session)) {
        tell(session);
        return ended(session.state());
      }
      try (var known = SessionConnections.of(session, settings)) {
        return resume(keeper, known, settings, document);
      }
    }
  }

  private ExitCode resume(
      SessionRecorder keeper, SessionConnections known, Settings settings, ObjectNode document) {
    var session = keeper.session().orElseThrow();
    var inviter = known.agents().agent(Side.INVITER);
    var made = known.side(Side.INVITER).orElseThrow();
    var ending = new FailedHandshake(this, keeper, session.expiresAt());
    if (unanswered(made) && known.side(Side.INVITEE).isEmpty() && expired(session)) {
      ending.giveUp(inviter, made);
      return ExitCode.TIMED_OUT;
    }
    try {
      var pair =
          shake(
              watching -> handshake(keeper, known, made, watching),
              left(session, settings),
              document);
      keeper.note(one -> one.seen(pair));
    } catch (HandshakeException e) {
      ending.of(e, inviter);
      throw e;
    }
    say("");
    tell(keeper.session().orElseThrow());
    return ExitCode.DONE;
  }

  private Handshake handshake(
      SessionRecorder keeper,
      SessionConnections known,
      Connection made,
      HandshakeOptions watching) {
    var inviter = known.agents().agent(Side.INVITER);
    if (!known.agents().has(Side.INVITEE)) {
      return Handshake.ofInviter(inviter, made, watching);
    }
    var invitee = known.agents().agent(Side.INVITEE);
    var handshake =
        known
            .side(Side.INVITEE)
            .map(accepted -> Handshake.between(inviter, made, invitee, accepted, watching))
            .orElseGet(() -> Handshake.accept(inviter, made, invitee, watching));
    var accepted = handshake.pair().invitee().orElseThrow();
    boolean embedded = known.agents().isEmbedded(Side.INVITEE);
    keeper.note(one -> one.answered(SessionSide.of(invitee, embedded, accepted)));
    return handshake;
  }

  private Duration left(Session session, Settings settings) {
    var limit = limit(settings);
    return session
        .expiresAt()
        .map(at -> Duration.between(Instant.now(), at))
        .filter(left -> !left.isNegative() && left.compareTo(limit) < 0)
        .orElse(limit);
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

  private static ExitCode ended(SessionState standing) {
    return switch (standing) {
      case UNFULFILLED, EXPIRED -> ExitCode.TIMED_OUT;
      default -> ExitCode.DONE;
    };
  }
}
