package duet.cli;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.exchange.Side;
import duet.handshake.DeadEndException;
import duet.handshake.HandshakeException;
import duet.session.Session;
import duet.session.SessionState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Records and cleans up after a handshake that did not end connected. */
final class FailedHandshake {

  /** An invitation that looks unused, and isn't. */
  private static final Set<Cause> TAKEN_OR_GONE =
      EnumSet.of(
          Cause.INVITATION_USED, Cause.RECORD_VANISHED, Cause.OTHER_WALLET, Cause.STATE_WENT_BACK);

  private final DuetCommand command;
  private final SessionRecorder recorder;
  private final Optional<Instant> expiry;

  /**
   * @param expiry when the invitation stops being valid, if that was set
   */
  FailedHandshake(DuetCommand command, SessionRecorder recorder, Optional<Instant> expiry) {
    this.command = command;
    this.recorder = recorder;
    this.expiry = expiry;
  }

  /**
   * Records the outcome, and deletes an invitation that our invitee could not accept, or that
   * nobody answered, unless it is valid until its expiry.
   */
  SessionStatus end(HandshakeException failure, Agent inviter) {
    recorder.record(session -> session.seen(failure.pair()));
    var cause = failure.diagnosis().cause();
    if (cause == Cause.NOBODY_ANSWERED) {
      return giveUp(inviter, failure.pair().inviter().orElseThrow());
    }
    if (failure instanceof DeadEndException) {
      var status =
          end(cause == Cause.INVITATION_EXPIRED ? SessionState.EXPIRED : SessionState.UNFULFILLED);
      unused(failure).ifPresent(made -> delete(inviter, made));
      return status;
    }
    return print(
        recorder.session().map(Session::state).orElseGet(() -> SessionState.of(failure.pair())));
  }

  /** Gives up an invitation that nobody answered. */
  SessionStatus giveUp(Agent inviter, Connection unused) {
    boolean expired = expiry.filter(Instant.now()::isAfter).isPresent();
    var status = end(expired ? SessionState.EXPIRED : SessionState.UNFULFILLED);
    if (!expired && expiry.isPresent() && recorder.session().isPresent()) {
      command.print(
          "The invitation is valid until %s: 'duet resume %s' continues to wait."
              .formatted(expiry.get(), status.name().orElseThrow()));
      return status;
    }
    delete(inviter, unused);
    return status;
  }

  /** The invitation, if our invitee could not accept it; nobody else has it. */
  private static Optional<Connection> unused(HandshakeException failure) {
    var pair = failure.pair();
    return pair.inviter()
        .filter(made -> pair.invitee().isEmpty())
        .filter(made -> made.state() == ConnectionState.INVITATION_GENERATED)
        .filter(made -> !TAKEN_OR_GONE.contains(failure.diagnosis().cause()));
  }

  private void delete(Agent inviter, Connection unused) {
    try {
      inviter.delete(unused.id());
      recorder.record(session -> session.deleted(Side.INVITER));
      command.print("The unused invitation was deleted at the inviter.");
    } catch (AgentException e) {
      command.print(
          "The inviter keeps the unused invitation: "
              + Console.safe(e.reason().summary() + " (" + e.seen() + ")"));
    }
  }

  private SessionStatus end(SessionState state) {
    recorder.record(session -> session.givenUp(state));
    return print(state);
  }

  private SessionStatus print(SessionState state) {
    var status =
        recorder
            .session()
            .map(SessionStatus::of)
            .orElseGet(() -> SessionStatus.of(state, Optional.empty()));
    command.print("");
    command.print(command.view().standing(status.name(), state));
    return status;
  }
}
