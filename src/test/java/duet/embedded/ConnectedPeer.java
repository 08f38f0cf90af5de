package duet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Message;
import duet.embedded.protocol.ConnectionProtocol;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A peer that is connected to an agent, and writes to it whatever a test likes. */
final class ConnectedPeer implements AutoCloseable {

  /** Takes everything with 202, unless a test tells it otherwise. */
  final StubServer inbox = new StubServer(Reply.empty(202));

  final Stranger self = new Stranger(inbox.uri("/"));
  final String agentDid;
  final String connectionId;

  private final EmbeddedAgent agent;

  /** Connects to it. */
  ConnectedPeer(EmbeddedAgent agent, Rest rest) {
    this.agent = agent;
    var invited = rest.invite("a peer");
    agentDid = invited.json().at("/invitation/from").asText();
    connectionId = invited.text("connectionId");
    post(self.authcrypt(ConnectionProtocol.REQUEST, invited.text("thid"), agentDid, agentDid));
    rest.awaitState(connectionId, "ConnectionResponseSent");
  }

  Rest.Reply post(String envelope) {
    return Rest.message(agent.didcommUrl(), envelope);
  }

  Rest.Reply send(Message message) {
    return post(self.authcrypt(message));
  }

  /** A message to the agent, with one attachment. */
  Message message(String type, String thid, ObjectNode body, JsonNode attachment) {
    return message(self, agentDid, type, thid, body, attachment);
  }

  static Message message(
      Stranger from, String to, String type, String thid, ObjectNode body, JsonNode attachment) {
    return new Message(
        UUID.randomUUID().toString(),
        type,
        Optional.of(from.did()),
        List.of(to),
        Optional.of(thid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        body,
        List.of(attachment));
  }

  /** A message that brings a JWT. */
  Message bringing(String type, String thid, String jwt) {
    return message(type, thid, Rest.JSON.createObjectNode(), attachment(jwt));
  }

  static ObjectNode attachment(String jwt) {
    var attachment = Rest.JSON.createObjectNode().put("id", "a").put("format", "prism/jwt");
    attachment
        .putObject("data")
        .put(
            "base64",
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(jwt.getBytes(StandardCharsets.UTF_8)));
    return attachment;
  }

  /** What it received of a type, oldest first. */
  List<Message> received(String type) {
    return inbox.received().stream()
        .map(request -> self.open(request.body()).message())
        .filter(message -> message.type().equals(type))
        .toList();
  }

  Message awaitMessage(String type) {
    Rest.await("a message of type " + type).until(() -> !received(type).isEmpty());
    return received(type).get(0);
  }

  @Override
  public void close() {
    inbox.close();
  }
}
