package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a mediator is asked to pass on (DIDComm Messaging, "Routing Protocol 2.0").
 *
 * @param next a DID or a key id: whom the envelope is for
 * @param envelope the JSON of a JWE, which isn't opened
 */
public record Forward(String next, String envelope) {

  public static final String TYPE = "https://didcomm.org/routing/2.0/forward";

  private static final String ATTACHMENTS = "forward.attachments";

  public Forward {
    Objects.requireNonNull(next);
    Objects.requireNonNull(envelope);
  }

  /**
   * Reads a forward with one attachment, an envelope.
   *
   * @throws MalformedException naming "forward" or a field of it; the envelope itself is only
   *     checked by {@link Envelope#recipients}
   */
  public static Forward of(Message message) {
    JsonObject body = JsonObject.of("forward.body", message.body());
    List<JsonNode> attachments = message.attachments();
    if (attachments.size() != 1) {
      throw MalformedException.invalid(
          ATTACHMENTS, "one: an envelope", String.valueOf(attachments.size()));
    }
    return new Forward(body.text("next"), Attachment.of(attachments.get(0)).content());
  }

  /**
   * An anonymous message to a mediator, as a Cloud Agent writes it.
   *
   * @param mediator its DID
   */
  public Message toMessage(String mediator) {
    ObjectNode body = JsonObject.create().put("next", next);
    ObjectNode attachment = JsonObject.create().put("id", UUID.randomUUID().toString());
    attachment.put("media_type", "application/json");
    attachment.putObject("data").set("json", JsonObject.tree("envelope", envelope));
    return new Message(
        UUID.randomUUID().toString(),
        TYPE,
        Optional.empty(),
        List.of(mediator),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        body,
        List.of(attachment));
  }
}
