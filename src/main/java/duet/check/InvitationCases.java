package duet.check;

import duet.didcomm.Invitation;
import duet.didcomm.PeerDid.Curve;
import java.util.List;

/** The invitations that an agent creates. */
final class InvitationCases {

  private InvitationCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("the link holds the invitation in base64url", InvitationCases::link),
        new ContractCase(
            "its DID is a did:peer:2 with two keys and a service", InvitationCases::did),
        new ContractCase("each invitation has a DID of its own", InvitationCases::ownDid),
        new ContractCase("its DIDComm address answers from here", InvitationCases::address));
  }

  private static void link(CheckedAgent agent) {
    var json = agent.create("{\"goalCode\":\"check\",\"goal\":\"A check\"}").object(201);
    var link = json.at("/invitation/invitationUrl").asText();
    Deviation.unless(
        link.matches("https?://[^?]+\\?_oob=[\\w-]+=*"), "a link with _oob= and base64url", link);
    var invitation = Invitation.parse(link);
    Deviation.unlessEqual("id", json.path("thid").asText(), invitation.id());
    Deviation.unlessEqual("from", json.at("/invitation/from").asText(), invitation.from());
    Deviation.unlessEqual("goal_code", "check", invitation.goalCode().orElse(""));
    Deviation.unlessEqual("goal", "A check", invitation.goal().orElse(""));
    Deviation.unless(invitation.accept().isPresent(), "an array body.accept", "none");
  }

  private static void did(CheckedAgent agent) {
    var did = agent.invite().did();
    for (Curve curve : Curve.values()) {
      var keys = did.keys().stream().filter(key -> key.curve() == curve).count();
      Deviation.unlessEqual("keys on " + curve + ":", 1L, keys);
    }
    Deviation.unlessEqual("services:", 1, did.services().size());
  }

  private static void ownDid(CheckedAgent agent) {
    var first = agent.invite().invitation().from();
    Deviation.unless(
        !first.equals(agent.invite().invitation().from()), "two DIDs", "the same twice");
  }

  private static void address(CheckedAgent agent) {
    var endpoint = agent.invite().endpoint();
    try {
      agent.message(endpoint, "{}");
    } catch (Deviation e) {
      if (!RawHttp.resolves(endpoint)) {
        throw e;
      }
      throw Deviation.failed("an answer at " + endpoint, e.verdict().details());
    }
  }
}
