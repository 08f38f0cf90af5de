package duet.check;

import duet.didcomm.Envelope;
import java.util.List;

/** Posts to an agent's DIDComm endpoint that aren't envelopes for it. */
final class EnvelopeCases {

  private EnvelopeCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase(
            "another content type is refused", agent -> contentType(agent, "application/json")),
        new ContractCase(
            "a content type with a charset is refused",
            agent -> contentType(agent, Envelope.MEDIA_TYPE + "; charset=utf-8")),
        new ContractCase(
            "a message that is not JSON is refused",
            agent -> agent.message(agent.invite().endpoint(), "garbage").undecodable()),
        new ContractCase(
            "an empty object is refused as a message",
            agent -> agent.message(agent.invite().endpoint(), "{}").undecodable()),
        new ContractCase("a damaged message is refused", EnvelopeCases::damaged),
        new ContractCase("a message for another key is refused", EnvelopeCases::stranger));
  }

  private static void contentType(CheckedAgent agent, String type) {
    var invited = agent.invite();
    var envelope = CheckedAgent.encryptedRequest(agent.newPeer(), invited);
    agent.http().message(invited.endpoint(), type, envelope).refused(400, "InvalidContentType");
    agent.untouched(invited);
  }

  private static void damaged(CheckedAgent agent) {
    var invited = agent.invite();
    var envelope = CheckedAgent.encryptedRequest(agent.newPeer(), invited);
    int at = envelope.indexOf("\"ciphertext\":\"") + 40;
    char other = envelope.charAt(at) == 'A' ? 'B' : 'A';
    var damaged = envelope.substring(0, at) + other + envelope.substring(at + 1);
    agent.message(invited.endpoint(), damaged).rejected(KnownDeviations.SERVER_ERROR);
    agent.untouched(invited);
  }

  private static void stranger(CheckedAgent agent) {
    var invited = agent.invite();
    var peer = agent.newPeer();
    var envelope = peer.authcrypt(peer.request(invited.invitation()), agent.newPeer().did());
    agent.message(invited.endpoint(), envelope).refused(422, "PeerDIDNotFoundError");
    agent.untouched(invited);
  }
}
