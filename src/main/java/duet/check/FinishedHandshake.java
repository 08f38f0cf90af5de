package duet.check;

import java.util.function.BiFunction;

/**
 * A handshake in which a peer of ours was the invitee.
 *
 * @param envelope the request, as it was sent
 */
record FinishedHandshake(CreatedInvitation invited, CheckPeer peer, String envelope) {

  private static final String STATE = "ConnectionResponseSent";

  /**
   * Completes a handshake, and fails the case if anything is not as the contract says.
   *
   * @param encryption makes the request's envelope
   */
  static FinishedHandshake handshake(
      CheckedAgent agent, BiFunction<CheckPeer, CreatedInvitation, String> encryption) {
    var peer = agent.peerServer().peer();
    var invited = agent.invite();
    var envelope = encryption.apply(peer, invited);
    agent.message(invited.endpoint(), envelope).accepted();
    agent.created().keep(invited.id());
    var thid = invited.invitation().id();
    agent
        .received(CheckPeer.RESPONSE, thid, invited.id())
        .check(CheckPeer.RESPONSE, invited.did(), peer, thid);
    agent.await(invited.id(), STATE);
    var handshake = new FinishedHandshake(invited, peer, envelope);
    handshake.unchanged(agent);
    return handshake;
  }

  /** Fails the case unless the agent's connection is still as the handshake left it. */
  void unchanged(CheckedAgent agent) {
    var json = agent.connection(invited.id());
    Deviation.unlessEqual("state", STATE, json.path("state").asText());
    Deviation.unlessEqual("myDid", invited.did().did(), json.path("myDid").asText());
    Deviation.unlessEqual("theirDid", peer.name(), json.path("theirDid").asText());
    Deviation.unlessEqual("role", "Inviter", json.path("role").asText());
  }
}
