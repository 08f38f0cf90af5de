package duet.agent;

import duet.didcomm.Invitation;
import java.util.Optional;

/** A record that its agent may have made with an invitation, for anybody to answer. */
public interface InvitationRecord extends AgentRecord {

  /** A link that holds the invitation, as the agent made it; empty where there is none. */
  String invitationUrl();

  /**
   * The invitation.
   *
   * @throws duet.didcomm.MalformedException if there is none, or none that is usable
   */
  Invitation invitation();

  /** What it is for, as the invitation says to people. */
  Optional<String> goal();
}
