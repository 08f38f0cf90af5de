package duet.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Invitations that an agent must not accept. An id that is not a UUID is deliberately not tried:
 * agents in use answer 500, keep the record, and can no longer list their connections.
 */
final class AcceptCases {

  private static final String PATH = "/connection-invitations";
  private static final String UNPARSABLE = "InvitationParsingError";

  private AcceptCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase(
            "text that is not base64 is refused",
            agent ->
                agent
                    .accept("%%%not-base64%%%")
                    .refused(400, UNPARSABLE, KnownDeviations.SERVER_ERROR)),
        refused("base64 of text that is not JSON is refused", base64("hello world")),
        refused("JSON that is not an invitation is refused", base64("{\"a\":1}")),
        refused("empty text is refused", ""),
        new ContractCase("an invitation without body.accept is refused", AcceptCases::noAccept),
        new ContractCase("an invitation of another type is refused", AcceptCases::otherType),
        new ContractCase("an invitation link is refused", AcceptCases::link),
        new ContractCase(
            "a body without an invitation is refused",
            agent -> agent.http().post(PATH, "{}").undecodable()),
        new ContractCase(
            "an acceptance that is not JSON is refused",
            agent -> agent.http().post(PATH, "{").undecodable()),
        new ContractCase("the agent's own invitation is refused", AcceptCases::own));
  }

  private static ContractCase refused(String name, String text) {
    return new ContractCase(name, agent -> agent.accept(text).refused(400, UNPARSABLE));
  }

  private static void noAccept(CheckedAgent agent) {
    var message = message();
    message.withObject("/body").remove("accept");
    agent.accept(base64(message.toString())).refused(400, UNPARSABLE);
  }

  private static void otherType(CheckedAgent agent) {
    var message = message();
    message.put("type", "https://didcomm.org/out-of-band/1.0/invitation");
    agent.accept(base64(message.toString())).refused(400, UNPARSABLE, KnownDeviations.SERVER_ERROR);
  }

  private static void link(CheckedAgent agent) {
    var link = "https://my.domain.com/path?_oob=" + base64(message().toString());
    agent.accept(link).refused(400, UNPARSABLE, KnownDeviations.SERVER_ERROR);
  }

  private static void own(CheckedAgent agent) {
    var invited = agent.invite();
    agent.accept(invited.invitation().encoded()).refused(400, "InvitationAlreadyReceived");
    agent.untouched(invited);
  }

  /** A good invitation from a peer that nobody can reach. */
  private static ObjectNode message() {
    var nobody = CheckPeer.at(URI.create("http://127.0.0.1:9/"));
    return (ObjectNode) HttpReply.parse(nobody.invitation().json());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
