package duet.cli;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.handshake.DeadEndException;
import duet.handshake.HandshakeException;
import duet.session.Session;
import duet.session.SessionState;
import java.time.Instant;
import java.util.Optional;

/** What is done about a handshake that did not end connected. */
final class FailedHandshake {

  private final DuetCommand command;
  private final SessionRecorder keeper;
  private final Optional<Instant> expiry;

  /**
   * @param expiry when nobody is waited for any more, if that was set
   */
  FailedHandshake(DuetCommand command, SessionRecorder keeper, Optional<Instant> expiry) {
    this.command = command;
    this.keeper = keeper;
    this.expiry = expiry;
  }

  /**
   * Notes what it has come to, and has an invitation that nobody answered deleted, unless it is to
   * stand until its expiry.
   */
  void of(HandshakeException failure, Agent inviter) {
    keeper.note(session -> session.seen(failure.pair()));
    var cause = failure.diagnosis().cause();
    if (cause == Cause.NOBODY_ANSWERED) {
      giveUp(inviter, failure.pair().inviter().orElseThrow());
    } else if (failure instanceof DeadEndException) {
      var how = cause == Cause.INVITATION_EXPIRED ? SessionState.EXPIRED : SessionState.UNFULFILLED;
      end(how);
    } else {
      tell(keeper.state().orElseGet(() -> SessionState.of(failure.pair())));
    }
  }

  /** Gives up an invitation that nobody answered. */
  void giveUp(Agent inviter, Connection unused) {
    boolean expired = expiry.filter(Instant.now()::isAfter).isPresent();
    end(expired ? SessionState.EXPIRED : SessionState.UNFULFILLED);
    if (!expired && expiry.isPresent() && keeper.session().isPresent()) {
      command.say(
          "The invitation stands until %s: 'duet resume %s' waits on."
              .formatted(expiry.get(), keeper.session().map(Session::name).orElseThrow()));
      return;
    }
    try {
      inviter.delete(unused.id());
      keeper.note(session -> session.deleted(Side.INVITER));
      command.say("The unused invitation was deleted at the inviter.");
    } catch (AgentException e) {
      command.say(
          "The inviter keeps the unused invitation: "
              + Console.safe(e.reason().summary() + " (" + e.seen() + ")"));
    }
  }

  private void end(SessionState how) {
    keeper.note(session -> session.givenUp(how));
    tell(how);
  }

  private void tell(SessionState standing) {
    SessionStateView.put(command.document(), standing);
    keeper.session().ifPresent(session -> SessionStateView.put(command.document(), session));
    command.say("");
    command.say(
        keeper.session().map(session -> Console.safe(session.name()) + ": ").orElse("State ")
            + SessionStateView.text(standing));
  }
}
