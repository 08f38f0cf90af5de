package duet.check;

import java.util.List;

/** Complete handshakes with a peer of ours; their connections can't be deleted. */
final class HandshakeCases {

  private HandshakeCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("an invitee's request ends in a connection", CheckedAgent::finished),
        new ContractCase(
            "an inviter's invitation ends in a connection",
            agent -> AcceptedInvitation.by(agent).finish(agent)),
        new ContractCase(
            "an authcrypt inside an anoncrypt is accepted",
            agent ->
                FinishedHandshake.handshake(
                    agent,
                    (peer, invited) ->
                        CheckPeer.anoncrypt(
                            CheckedAgent.encryptedRequest(peer, invited), invited.did()))),
        new ContractCase("an invitation is accepted once", HandshakeCases::twice),
        new ContractCase(
            "a finished connection is not deleted",
            agent -> {
              var id = agent.finished().invited().id();
              agent.http().delete("/connections/" + id).refused(403, "Not Allowed");
              agent.finished().unchanged(agent);
            }));
  }

  private static void twice(CheckedAgent agent) {
    var accepted = AcceptedInvitation.by(agent);
    accepted.finish(agent);
    agent.accept(accepted.invitation().encoded()).refused(400, "InvitationAlreadyReceived");
  }
}
