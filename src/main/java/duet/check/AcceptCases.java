package duet.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Invitations that an agent must not accept. One whose id is no UUID is left out on purpose: agents
 * in use answer 500, keep it, and can't list their connections any more.
 */
final class AcceptCases {

  private static final String UNPARSABLE = "InvitationParsingError";

  private AcceptCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase(
            "what is no base64 is refused",
            agent ->
                agent
                    .accept("%%%not-base64%%%")
                    .refused(400, UNPARSABLE, KnownDeviations.SERVER_ERROR)),
        refused("base64 of no JSON is refused", base64("hello world")),
        refused("JSON of another shape is refused", base64("{\"a\":1}")),
        refused("an empty text is refused", ""),
        new ContractCase("an invitation without body.accept is refused", AcceptCases::noAccept),
        new ContractCase("an invitation of another type is refused", AcceptCases::otherType),
        new ContractCase("a whole link is refused", AcceptCases::link),
        new ContractCase(
            "a body without an invitation is refused",
            agent -> post(agent, "{}").refused(400, "RequestBodyDecodingFailure")),
        new ContractCase(
            "an acceptance that is no JSON is refused",
            agent -> post(agent, "{").refused(400, "RequestBodyDecodingFailure")),
        new ContractCase("the agent's own invitation is refused", AcceptCases::own));
  }

  private static ContractCase refused(String name, String text) {
    return new ContractCase(name, agent -> agent.accept(text).refused(400, UNPARSABLE));
  }

  private static HttpReply post(CheckedAgent agent, String body) {
    return agent.calls().send("POST", "/connection-invitations", Optional.of(body));
  }

  private static void noAccept(CheckedAgent agent) {
    var message = message(agent);
    message.withObject("/body").remove("accept");
    agent.accept(base64(message.toString())).refused(400, UNPARSABLE);
  }

  private static void otherType(CheckedAgent agent) {
    var message = message(agent);
    message.put("type", "https://didcomm.org/out-of-band/1.0/invitation");
    agent.accept(base64(message.toString())).refused(400, UNPARSABLE, KnownDeviations.SERVER_ERROR);
  }

  private static void link(CheckedAgent agent) {
    var link = "https://my.domain.com/path?_oob=" + base64(message(agent).toString());
    agent.accept(link).refused(400, UNPARSABLE, KnownDeviations.SERVER_ERROR);
  }

  private static void own(CheckedAgent agent) {
    var invited = agent.invite();
    agent.accept(invited.invitation().encoded()).refused(400, "InvitationAlreadyReceived");
    agent.untouched(invited);
  }

  /** A good invitation from somebody who is not there. */
  private static ObjectNode message(CheckedAgent agent) {
    var from = CheckPeer.at(URI.create("http://127.0.0.1:9/")).name();
    var invitation =
        Invitation.create(UUID.randomUUID().toString(), from, Optional.empty(), Optional.empty());
    try {
      return (ObjectNode) HttpReply.MAPPER.readTree(invitation.json());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
