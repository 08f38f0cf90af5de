package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invitation with a message attached that begins a thread, where there is no connection. Its id
 * is the thread's.
 *
 * @param message what is attached, from the same DID as the invitation, to nobody
 * @param expires after which no answer counts; empty for never
 */
public record MessageInvitation(Invitation invitation, Message message, Optional<Instant> expires) {

  /** The part of an invitation that is wrong where no message is attached. */
  public static final String ATTACHMENTS = "invitation.attachments";

  private static final String MEDIA_TYPE = "media_type";
  private static final String JSON = "application/json";

  /**
   * A new invitation.
   *
   * @param message the thread's first, with its thid and from
   * @param attachmentId unique
   * @throws MalformedException if it gets too long to be handed over
   */
  public static MessageInvitation create(
      Message message,
      Optional<String> goalCode,
      Optional<String> goal,
      String attachmentId,
      Instant now,
      Duration expiry) {
    var json =
        JsonObject.create()
            .put("id", message.thid().orElseThrow())
            .put("type", Invitation.TYPE)
            .put("from", message.from().orElseThrow());
    var body = json.putObject("body");
    goalCode.ifPresent(code -> body.put("goal_code", code));
    goal.ifPresent(text -> body.put("goal", text));
    body.putArray("accept").add("didcomm/v2");
    json.putArray("attachments")
        .addObject()
        .put("id", attachmentId)
        .put(MEDIA_TYPE, JSON)
        .putObject("data")
        .set("json", attached(message));
    json.put("created_time", now.getEpochSecond());
    json.put("expires_time", now.plus(expiry).getEpochSecond());
    var invitation = parse(json.toString());
    MalformedException.requireLength("invitation", invitation.encoded(), Invitation.MAX_LENGTH);
    return invitation;
  }

  /**
   * Reads what was handed over, in any text form.
   *
   * @throws MalformedException naming the wrong part, which is {@link #ATTACHMENTS} if there is no
   *     message
   */
  public static MessageInvitation parse(String text) {
    var invitation = Invitation.parse(text);
    var json = JsonObject.parse("invitation", invitation.json());
    var attachments = json.optionalElements("attachments").orElse(List.of());
    if (attachments.isEmpty()) {
      throw json.invalid("attachments", "an array with one message");
    }
    return new MessageInvitation(
        invitation,
        message(invitation, attachments.get(0)),
        json.optionalSeconds("expires_time").map(seconds -> instant(json, seconds)));
  }

  public boolean expired(Instant now) {
    return expires.filter(now::isAfter).isPresent();
  }

  /**
   * What is handed over of it, in a link or otherwise: base64url with padding, as a Cloud Agent
   * writes it where a message is attached.
   */
  public String encoded() {
    var text = invitation.encoded();
    return text + "=".repeat((4 - text.length() % 4) % 4);
  }

  /** Neither its keys nor the claims that are offered. */
  @Override
  public String toString() {
    return invitation.toString();
  }

  private static Instant instant(JsonObject json, long seconds) {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw json.invalid("expires_time", "seconds since 1970");
    }
  }

  private static Message message(Invitation invitation, JsonNode attachment) {
    var part = ATTACHMENTS + ".data.json";
    var json = JsonObject.of(ATTACHMENTS, attachment).object("data").object("json");
    var message = Message.parse(json.node().toString());
    if (!message.from().orElse(invitation.from()).equals(invitation.from())) {
      throw new MalformedException(part, "The attached message is not from the inviter's DID");
    }
    if (!message.thid().orElse(invitation.id()).equals(invitation.id())) {
      throw new MalformedException(
          part, "The thid of the attached message is not the invitation's id");
    }
    return new Message(
        message.id(),
        message.type(),
        Optional.of(invitation.from()),
        List.of(),
        Optional.of(invitation.id()),
        Optional.empty(),
        message.createdTime(),
        message.expiresTime(),
        message.body(),
        message.attachments());
  }

  private static ObjectNode attached(Message message) {
    var json = JsonObject.create().put("id", message.id()).put("type", message.type());
    json.set("body", message.body());
    var attachments = json.putArray("attachments");
    for (JsonNode attachment : message.attachments()) {
      attachments.add(withMediaType((ObjectNode) attachment));
    }
    return json.put("thid", message.thid().orElseThrow()).put("from", message.from().orElseThrow());
  }

  /** Beside the id, where a Cloud Agent has it, as it doesn't in messages. */
  private static ObjectNode withMediaType(ObjectNode attachment) {
    var json = JsonObject.create();
    json.set("id", attachment.get("id"));
    json.put(MEDIA_TYPE, JSON);
    return json.setAll(attachment);
  }
}
