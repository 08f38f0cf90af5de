package duet.handshake;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.Problem;
import duet.agent.Role;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import duet.exchange.Diagnosis;
import duet.exchange.DidCommAddress;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.util.Optional;

/** Accepts an invitation: checks it first, and explains a refusal. */
final class Acceptance {

  private final Optional<Connection> inviter;
  private final Timeline timeline = new Timeline();

  /**
   * @param inviter the inviter's side, if it is ours
   */
  Acceptance(Optional<Connection> inviter) {
    this.inviter = inviter;
  }

  /** Begins when this is created, and counts the calls. */
  Timeline timeline() {
    return timeline;
  }

  /**
   * The invitation that an inviter made.
   *
   * @throws DeadEndException if nobody could answer it
   */
  Invitation read() {
    try {
      return inviter.orElseThrow().invitation();
    } catch (MalformedException e) {
      boolean address = e.part().startsWith("did:peer:2 service");
      var cause = address ? Cause.ADDRESS_EMPTY : Cause.UNUSABLE_INVITATION;
      throw deadEnd(Diagnosis.of(cause, Side.INVITER, e.getMessage()));
    }
  }

  /**
   * @throws DeadEndException if the invitation can't be answered, or was used
   * @throws AgentException if the agent fails otherwise
   */
  Connection by(Agent invitee, Invitation invitation) {
    requireUsableAddress(invitation);
    try {
      timeline.countCall();
      return invitee.accept(invitation);
    } catch (AgentException refused) {
      throw explained(refused, invitee, invitation);
    }
  }

  private void requireUsableAddress(Invitation invitation) {
    var address = DidCommAddress.of(Side.INVITER, invitation.from());
    var flaw = address.flatMap(DidCommAddress::flaw);
    if (flaw.isPresent()) {
      throw deadEnd(Diagnosis.of(flaw.get(), Side.INVITER, address.get().toString()));
    }
  }

  private RuntimeException explained(AgentException refused, Agent invitee, Invitation invitation) {
    var type = refused.problem().map(Problem::type).orElse("");
    if (type.endsWith("InvitationAlreadyReceived")) {
      return deadEnd(alreadyReceived(refused, invitee, invitation));
    }
    boolean from2023 =
        invitee.version().startsWith("1.") || invitee.url().getPath().contains("prism");
    if (from2023 && !plain(invitation) && refused.reason() != Cause.UNAUTHORIZED) {
      return deadEnd(
          Diagnosis.of(
              Cause.DID_FORMS_DIFFER, Side.INVITEE, "the agent dates from 2023", refused.seen()));
    }
    return type.endsWith("InvitationParsingError")
        ? deadEnd(Diagnosis.of(Cause.UNUSABLE_INVITATION, Side.INVITER, refused.seen()))
        : refused;
  }

  /** The wallet has the thread: as the inviter itself, or because it accepted before. */
  private Diagnosis alreadyReceived(AgentException refused, Agent invitee, Invitation invitation) {
    if (!isInviter(invitee, invitation)) {
      return Diagnosis.of(Cause.INVITATION_USED, Side.INVITEE, refused.seen());
    }
    var evidence = "the invitee's wallet has the inviter's connection " + invitation.id();
    return inviter.isPresent()
        ? Diagnosis.of(Cause.SAME_WALLET, null, evidence)
        : Diagnosis.of(Cause.OWN_INVITATION, Side.INVITEE, evidence);
  }

  private boolean isInviter(Agent invitee, Invitation invitation) {
    try {
      timeline.countCall();
      return invitee.connection(invitation.id()).role() == Role.INVITER;
    } catch (AgentException e) {
      return false;
    }
  }

  private static boolean plain(Invitation invitation) {
    return invitation.peer().endpoint().filter(PeerDid.Service::plain).isPresent();
  }

  private DeadEndException deadEnd(Diagnosis diagnosis) {
    return new DeadEndException(diagnosis, new Pair(inviter, Optional.empty(), timeline));
  }
}
