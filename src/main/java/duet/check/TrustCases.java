package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Message;
import java.util.List;
import java.util.Optional;

/** Messages from somebody who isn't who they seem to be from. */
final class TrustCases {

  private static final String GROUP = "Trust";

  private TrustCases() {}

  static List<Case> cases() {
    return List.of(
        new Case(GROUP, "an anonymous request is refused", TrustCases::anonymousRequest),
        new Case(GROUP, "a request in another's name is refused", TrustCases::forgedRequest),
        new Case(GROUP, "an anonymous response is refused", TrustCases::anonymousResponse),
        new Case(GROUP, "a response in another's name is refused", TrustCases::forgedResponse),
        new Case(GROUP, "a response from another DID is refused", TrustCases::otherResponse));
  }

  private static void anonymousRequest(Subject agent) {
    var invited = agent.invite();
    var request = agent.mailbox().peer().request(invited.invitation());
    request(agent, invited, Peer.anonymous(request, invited.did()), Known.ANONYMOUS);
  }

  private static void forgedRequest(Subject agent) {
    var invited = agent.invite();
    var named = agent.mailbox().peer().request(invited.invitation());
    var envelope = agent.mailbox().peer().sealed(named, invited.did());
    request(agent, invited, envelope, Known.SERVER_ERROR);
  }

  private static void anonymousResponse(Subject agent) {
    var accepted = Accepted.by(agent);
    var envelope = Peer.anonymous(response(accepted.peer(), accepted), accepted.did());
    response(agent, accepted, envelope, Known.ANONYMOUS);
  }

  private static void forgedResponse(Subject agent) {
    var accepted = Accepted.by(agent);
    var named = response(accepted.peer(), accepted);
    var envelope = agent.mailbox().peer().sealed(named, accepted.did());
    response(agent, accepted, envelope, Known.SERVER_ERROR);
  }

  private static void otherResponse(Subject agent) {
    var accepted = Accepted.by(agent);
    var other = agent.mailbox().peer();
    var envelope = other.sealed(response(other, accepted), accepted.did());
    response(agent, accepted, envelope, Known.ANY_SENDER);
  }

  private static Message response(Peer from, Accepted accepted) {
    return from.response(accepted.did().did(), accepted.invitation().id());
  }

  /** Nothing may change by it. */
  private static void request(Subject agent, Invited invited, String envelope, Known otherwise) {
    agent.message(invited.endpoint(), envelope).turnedAway(otherwise);
    agent.untouched(invited);
  }

  /** Nothing may change by it, and the true response ends the handshake all the same. */
  private static void response(Subject agent, Accepted accepted, String envelope, Known otherwise) {
    Optional<Deviation> deviation = Optional.empty();
    try {
      agent.message(accepted.endpoint(), envelope).turnedAway(otherwise);
    } catch (Deviation e) {
      deviation = Optional.of(e);
    }
    JsonNode before = agent.connection(accepted.id());
    if (deviation.isEmpty() || before.path("state").asText().startsWith("ConnectionRequest")) {
      Deviation.unlessEqual("theirDid", accepted.peer().name(), before.path("theirDid").asText());
      accepted.finish(agent);
    }
    deviation.ifPresent(
        e -> {
          throw e;
        });
  }
}
