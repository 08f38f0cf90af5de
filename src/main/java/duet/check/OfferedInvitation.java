package duet.check;

import duet.didcomm.Invitation;

/**
 * An invitation of a peer of ours that the agent was told to accept.
 *
 * @param answer what it answered
 */
record OfferedInvitation(CheckPeer peer, Invitation invitation, HttpReply answer) {

  static OfferedInvitation to(CheckedAgent agent, CheckPeer peer) {
    var invitation = peer.invitation();
    var answer = agent.accept(invitation.encoded());
    agent.created().keep(answer.text("/connectionId"));
    return new OfferedInvitation(peer, invitation, answer);
  }
}
