package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Invitation;
import duet.didcomm.PeerDid;
import java.net.URI;

/**
 * An invitation of a peer of ours that the agent accepted, and whose request arrived.
 *
 * @param id of the agent's connection
 * @param did that the agent made for it
 */
record AcceptedInvitation(String id, Invitation invitation, CheckPeer peer, PeerDid did) {

  /** Has the agent accept, and fails the case if anything is not as the contract says. */
  static AcceptedInvitation by(CheckedAgent agent) {
    return of(agent.offer(), agent);
  }

  /** The same for an invitation that the agent was told to accept. */
  static AcceptedInvitation of(OfferedInvitation offered, CheckedAgent agent) {
    var peer = offered.peer();
    var invitation = offered.invitation();
    var json = offered.answer().object(200);
    var id = json.path("connectionId").asText();
    Deviation.unlessEqual("role", "Invitee", json.path("role").asText());
    Deviation.unlessEqual("state", "ConnectionRequestPending", json.path("state").asText());
    Deviation.unlessEqual("thid", invitation.id(), json.path("thid").asText());
    var did = PeerDid.parse(json.path("myDid").asText());
    agent
        .received(CheckPeer.REQUEST, invitation.id(), id)
        .check(CheckPeer.REQUEST, did, peer, invitation.id());
    return new AcceptedInvitation(id, invitation, peer, did);
  }

  /** Where the agent receives the response. */
  URI endpoint() {
    return did.endpoint()
        .map(service -> URI.create(service.uri()))
        .orElseThrow(() -> Deviation.failed("a DID with a service", did.did()));
  }

  /** Answers as a good inviter would, and fails the case unless that completes the handshake. */
  JsonNode finish(CheckedAgent agent) {
    agent
        .message(endpoint(), peer.authcrypt(peer.response(did.did(), invitation.id()), did))
        .accepted();
    var json = agent.await(id, "ConnectionResponseReceived");
    Deviation.unlessEqual("myDid", did.did(), json.path("myDid").asText());
    Deviation.unlessEqual("theirDid", peer.name(), json.path("theirDid").asText());
    return json;
  }
}
