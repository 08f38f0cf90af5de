package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Message;
import java.util.List;
import java.util.Optional;

/** What a mediator answers to a message, but for who answers whom. */
public record MediatorReply(String type, ObjectNode body, List<JsonNode> attachments) {

  MediatorReply(String type, ObjectNode body) {
    this(type, body, List.of());
  }

  /**
   * @param mediator its DID
   * @param to the DID that the request was from
   */
  public Message toMessage(String id, String mediator, String to, Message request) {
    return new Message(
        id,
        type,
        Optional.of(mediator),
        List.of(to),
        Optional.of(request.thid().orElse(request.id())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        body,
        attachments);
  }
}
