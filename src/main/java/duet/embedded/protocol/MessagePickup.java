package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The mediator's part of Message Pickup 3.0 over HTTP, which has no live delivery. */
public final class MessagePickup {

  public static final String PROTOCOL = "https://didcomm.org/messagepickup/3.0";
  public static final String DELIVERY_REQUEST = PROTOCOL + "/delivery-request";
  public static final String DELIVERY = PROTOCOL + "/delivery";
  public static final String STATUS_REQUEST = PROTOCOL + "/status-request";
  public static final String STATUS = PROTOCOL + "/status";
  public static final String MESSAGES_RECEIVED = PROTOCOL + "/messages-received";
  public static final String LIVE_DELIVERY_CHANGE = PROTOCOL + "/live-delivery-change";

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private MessagePickup() {}

  /**
   * Whether a delivery request wants any messages; it gets one at a time.
   *
   * @throws MalformedException if its limit is not a whole number
   */
  public static boolean wantsMessages(Message request) {
    return Numbers.whole(request.body(), "limit").orElse(1) > 0;
  }

  /**
   * The only DID whose messages are asked for; empty for all.
   *
   * @throws MalformedException if it isn't a text
   */
  public static Optional<String> recipientDid(Message request) {
    var did = request.body().path("recipient_did");
    if (did.isMissingNode() || did.isNull()) {
      return Optional.empty();
    }
    if (!did.isTextual()) {
      throw new MalformedException("recipient_did", "recipient_did must be a text");
    }
    return Optional.of(did.textValue());
  }

  /**
   * The ids of the attachments that a wallet has.
   *
   * @throws MalformedException if they aren't an array of texts; it may be empty
   */
  public static List<String> received(Message message) {
    var ids = new ArrayList<String>();
    var list = message.body().path("message_id_list");
    if (!list.isArray()) {
      throw new MalformedException("message_id_list", "message_id_list must be an array");
    }
    for (JsonNode id : list) {
      if (!id.isTextual()) {
        throw new MalformedException("message_id_list", "message_id_list must hold texts");
      }
      ids.add(id.textValue());
    }
    return ids;
  }

  /**
   * @throws MediationProblem if live delivery is to be turned on
   */
  public static void refuseLiveDelivery(Message change) {
    if (change.body().path("live_delivery").asBoolean()) {
      throw new MediationProblem(
          "e.m.live-mode-not-supported", "Connection does not support Live Delivery");
    }
  }

  /** In base64url without padding, which all wallets read. */
  public static MediatorReply delivery(Optional<String> recipientDid, QueuedMessage message) {
    var attachment = object().put("id", message.id());
    var bytes = message.envelope().getBytes(StandardCharsets.UTF_8);
    attachment.putObject("data").put("base64", BASE64URL.encodeToString(bytes));
    return new MediatorReply(DELIVERY, body(recipientDid), List.of(attachment));
  }

  public static MediatorReply status(
      Optional<String> recipientDid, List<QueuedMessage> waiting, Instant now) {
    var body = body(recipientDid);
    body.put("message_count", waiting.size());
    waiting.stream()
        .map(QueuedMessage::receivedAt)
        .min(Instant::compareTo)
        .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
        .ifPresent(seconds -> body.put("longest_waited_seconds", seconds));
    body.put("total_bytes", waiting.stream().mapToLong(QueuedMessage::size).sum());
    body.put("live_delivery", false);
    return new MediatorReply(STATUS, body);
  }

  private static ObjectNode body(Optional<String> recipientDid) {
    var body = object();
    recipientDid.ifPresent(did -> body.put("recipient_did", did));
    return body;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
