package duet.exchange;

import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Problem;
import java.util.Optional;

/** Why an agent doesn't take what an invitation holds. */
public final class RefusedInvitation {

  private RefusedInvitation() {}

  /**
   * The dead end that a refusal means; empty if it is just a failure of the agent.
   *
   * @param acceptor the side that was to take it
   * @param expired the cause if it came too late
   */
  public static Optional<Diagnosis> diagnosis(
      AgentException refused, Side acceptor, Cause expired) {
    var type = refused.problem().map(Problem::type).orElse("");
    if (type.endsWith("InvitationExpired")) {
      return Optional.of(Diagnosis.of(expired, acceptor.other(), refused.seen()));
    }
    if (type.endsWith("InvitationAlreadyReceived")) {
      return Optional.of(Diagnosis.of(Cause.INVITATION_USED, acceptor, refused.seen()));
    }
    boolean unusable =
        type.endsWith("InvitationParsingError") || type.endsWith("MissingInvitationAttachment");
    return unusable
        ? Optional.of(Diagnosis.of(Cause.UNUSABLE_INVITATION, acceptor.other(), refused.seen()))
        : Optional.empty();
  }
}
