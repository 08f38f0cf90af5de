package duet.check;

import duet.didcomm.Message;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages that come twice, too late, or in a thread that isn't theirs. */
final class ThreadCases {

  private ThreadCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("a replayed request is refused", ThreadCases::replay),
        new ContractCase("a second invitee is refused", ThreadCases::secondInvitee),
        new ContractCase(
            "a request in an unknown thread is refused",
            agent -> unknownThread(agent, Optional.of(UUID.randomUUID().toString()))),
        new ContractCase(
            "a request without a thread is refused",
            agent -> unknownThread(agent, Optional.empty())),
        new ContractCase("a message of an unknown type is refused", ThreadCases::unknownType));
  }

  private static void replay(CheckedAgent agent) {
    var finished = agent.finished();
    agent
        .message(finished.invited().endpoint(), finished.envelope())
        .refused(400, "InvalidStateForOperation");
    finished.unchanged(agent);
  }

  private static void secondInvitee(CheckedAgent agent) {
    var finished = agent.finished();
    var envelope = CheckedAgent.encryptedRequest(agent.newPeer(), finished.invited());
    agent.message(finished.invited().endpoint(), envelope).refused(400, "InvalidStateForOperation");
    finished.unchanged(agent);
  }

  private static void unknownThread(CheckedAgent agent, Optional<String> thid) {
    var invited = agent.invite();
    var peer = agent.newPeer();
    var message = peer.message(CheckPeer.REQUEST, invited.did().did(), thid);
    send(agent, invited, peer, message).refused(404, "ThreadIdNotFound");
    agent.untouched(invited);
  }

  private static void unknownType(CheckedAgent agent) {
    var invited = agent.invite();
    var peer = agent.newPeer();
    var message =
        peer.message(
            "https://example.org/duet-check/1.0/unknown",
            invited.did().did(),
            Optional.of(invited.invitation().id()));
    var reply = send(agent, invited, peer, message);
    Deviation.unlessEqual("status", 422, reply.status());
    reply.problem();
    agent.untouched(invited);
  }

  private static HttpReply send(
      CheckedAgent agent, CreatedInvitation invited, CheckPeer peer, Message message) {
    return agent.message(invited.endpoint(), peer.authcrypt(message, invited.did()));
  }
}
