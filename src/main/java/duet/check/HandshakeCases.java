package duet.check;

import java.util.List;

/** Whole handshakes with a peer of ours; what comes of them can't be deleted. */
final class HandshakeCases {

  private static final String GROUP = "Handshake";

  private HandshakeCases() {}

  static List<Case> cases() {
    return List.of(
        new Case(GROUP, "an invitee's request ends in a connection", Subject::finished),
        new Case(
            GROUP,
            "an inviter's invitation ends in a connection",
            agent -> Accepted.by(agent).finish(agent)),
        new Case(
            GROUP,
            "an authcrypt inside an anoncrypt is accepted",
            agent ->
                Finished.handshake(
                    agent,
                    (peer, invited) ->
                        Peer.around(Subject.sealedRequest(peer, invited), invited.did()))),
        new Case(GROUP, "an invitation is accepted once", HandshakeCases::twice),
        new Case(
            GROUP,
            "a finished connection is not deleted",
            agent -> {
              var id = agent.finished().invited().id();
              agent.calls().delete("/connections/" + id).refused(403, "Not Allowed");
              agent.finished().stands(agent);
            }));
  }

  private static void twice(Subject agent) {
    var accepted = Accepted.by(agent);
    accepted.finish(agent);
    agent.accept(accepted.invitation().encoded()).refused(400, "InvitationAlreadyReceived");
  }
}
