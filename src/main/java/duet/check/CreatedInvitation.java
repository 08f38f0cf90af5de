package duet.check;

import duet.didcomm.Invitation;
import duet.didcomm.PeerDid;
import java.net.URI;

/**
 * An invitation that the agent made.
 *
 * @param id of the agent's connection
 */
record CreatedInvitation(String id, Invitation invitation) {

  /** The DID that the agent made for it. */
  PeerDid did() {
    return invitation.peer();
  }

  URI endpoint() {
    return invitation.endpoint();
  }
}
