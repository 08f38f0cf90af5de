package duet.check;

import duet.didcomm.Message;
import java.util.List;

/** Messages whose sender is anonymous, forged or a stranger. */
final class TrustCases {

  private TrustCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("an anonymous request is refused", TrustCases::anonymousRequest),
        new ContractCase("a request in someone else's name is refused", TrustCases::forgedRequest),
        new ContractCase("an anonymous response is refused", TrustCases::anonymousResponse),
        new ContractCase(
            "a response in someone else's name is refused", TrustCases::forgedResponse),
        new ContractCase("a response from another DID is refused", TrustCases::otherResponse));
  }

  private static void anonymousRequest(CheckedAgent agent) {
    var invited = agent.invite();
    var request = agent.newPeer().request(invited.invitation());
    request(agent, invited, CheckPeer.anoncrypt(request, invited.did()), KnownDeviations.ANONYMOUS);
  }

  private static void forgedRequest(CheckedAgent agent) {
    var invited = agent.invite();
    var named = agent.newPeer().request(invited.invitation());
    var envelope = agent.newPeer().authcrypt(named, invited.did());
    request(agent, invited, envelope, KnownDeviations.FORGED);
  }

  private static void anonymousResponse(CheckedAgent agent) {
    var accepted = AcceptedInvitation.by(agent);
    var envelope = CheckPeer.anoncrypt(response(accepted.peer(), accepted), accepted.did());
    response(agent, accepted, envelope, KnownDeviations.ANONYMOUS);
  }

  private static void forgedResponse(CheckedAgent agent) {
    var accepted = AcceptedInvitation.by(agent);
    var named = response(accepted.peer(), accepted);
    var envelope = agent.newPeer().authcrypt(named, accepted.did());
    response(agent, accepted, envelope, KnownDeviations.FORGED);
  }

  private static void otherResponse(CheckedAgent agent) {
    var accepted = AcceptedInvitation.by(agent);
    var other = agent.newPeer();
    var envelope = other.authcrypt(response(other, accepted), accepted.did());
    response(agent, accepted, envelope, KnownDeviations.ANY_SENDER);
  }

  private static Message response(CheckPeer from, AcceptedInvitation accepted) {
    return from.response(accepted.did().did(), accepted.invitation().id());
  }

  /** Unless it is taken, which is a deviation, it must change nothing. */
  private static void request(
      CheckedAgent agent, CreatedInvitation invited, String envelope, KnownDeviations otherwise) {
    var reply = agent.message(invited.endpoint(), envelope);
    if (!reply.ok()) {
      agent.untouched(invited);
    }
    reply.rejected(otherwise);
  }

  /** Unless it is taken, the true response must still complete the handshake. */
  private static void response(
      CheckedAgent agent, AcceptedInvitation accepted, String envelope, KnownDeviations otherwise) {
    var reply = agent.message(accepted.endpoint(), envelope);
    if (!reply.ok()) {
      var before = agent.connection(accepted.id());
      Deviation.unlessEqual("theirDid", accepted.peer().name(), before.path("theirDid").asText());
      accepted.finish(agent);
    }
    reply.rejected(otherwise);
  }
}
