package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plaintext message (DIDComm Messaging, "Plaintext Message Structure"). Immutable: {@link #body}
 * and {@link #attachments} give copies.
 *
 * @param to DIDs; may be empty
 * @param createdTime in seconds since 1970, as is {@code expiresTime}
 */
public record Message(
    String id,
    String type,
    Optional<String> from,
    List<String> to,
    Optional<String> thid,
    Optional<String> pthid,
    Optional<Long> createdTime,
    Optional<Long> expiresTime,
    ObjectNode body,
    List<JsonNode> attachments) {

  private static final String MEDIA_TYPE = "application/didcomm-plain+json";

  public Message {
    Stream.of(id, type, from, thid, pthid, createdTime, expiresTime)
        .forEach(Objects::requireNonNull);
    to = List.copyOf(to);
    body = body.deepCopy();
    attachments = copy(attachments);
  }

  /**
   * Unknown fields are ignored; an absent body counts as empty.
   *
   * @throws MalformedException naming "message" or a field of it
   */
  public static Message parse(String json) {
    JsonObject message = JsonObject.parse("message", json);
    if (!message.optionalText("typ").orElse(MEDIA_TYPE).equals(MEDIA_TYPE)) {
      throw message.invalid("typ", MEDIA_TYPE);
    }
    return new Message(
        message.text("id"),
        message.text("type"),
        message.optionalText("from"),
        message.optionalTexts("to").orElse(List.of()),
        message.optionalText("thid"),
        message.optionalText("pthid"),
        message.optionalSeconds("created_time"),
        message.optionalSeconds("expires_time"),
        message.has("body") ? message.object("body").node() : JsonObject.create(),
        message.optionalElements("attachments").orElse(List.of()));
  }

  /** The fields in the order a Cloud Agent writes them; absent ones are left out. */
  public String toJson() {
    return json().toString();
  }

  /**
   * With the header {@code return_route}: the answer is wanted in the HTTP response (DIDComm
   * Messaging, "Return-Route").
   */
  public String toJsonWithReturnRoute() {
    return json().put("return_route", "all").toString();
  }

  private ObjectNode json() {
    ObjectNode json = JsonObject.create();
    json.put("id", id);
    json.put("typ", MEDIA_TYPE);
    json.put("type", type);
    from.ifPresent(did -> json.put("from", did));
    if (!to.isEmpty()) {
      to.forEach(json.putArray("to")::add);
    }
    createdTime.ifPresent(seconds -> json.put("created_time", seconds));
    expiresTime.ifPresent(seconds -> json.put("expires_time", seconds));
    json.set("body", body);
    json.putArray("attachments").addAll(attachments);
    thid.ifPresent(thread -> json.put("thid", thread));
    pthid.ifPresent(thread -> json.put("pthid", thread));
    return json;
  }

  @Override
  public ObjectNode body() {
    return body.deepCopy();
  }

  @Override
  public List<JsonNode> attachments() {
    return copy(attachments);
  }

  private static List<JsonNode> copy(List<JsonNode> nodes) {
    return nodes.stream().<JsonNode>map(JsonNode::deepCopy).toList();
  }
}
