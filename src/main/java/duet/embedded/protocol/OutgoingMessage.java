package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.JsonObject;
import duet.didcomm.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages of a thread as Cloud Agents write them, to the one peer that the thread has. */
final class OutgoingMessage {

  private static final Duration VALIDITY = Duration.ofSeconds(1000);

  private OutgoingMessage() {}

  static Message of(
      ThreadRecord record,
      String id,
      String type,
      ObjectNode body,
      JsonNode attachment,
      Instant now) {
    return new Message(
        id,
        type,
        Optional.of(record.ownDid()),
        List.of(record.theirDid().orElseThrow()),
        Optional.of(record.thid()),
        Optional.empty(),
        Optional.of(now.getEpochSecond()),
        Optional.of(now.plus(VALIDITY).getEpochSecond()),
        body,
        List.of(attachment));
  }

  /** The message that goes with an invitation, to whoever takes it. */
  static Message toAnybody(
      String id, String type, String from, String thid, ObjectNode body, JsonNode attachment) {
    return new Message(
        id,
        type,
        Optional.of(from),
        List.of(),
        Optional.of(thid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        body,
        List.of(attachment));
  }

  /** What an answer repeats of the message that it answers. */
  static ObjectNode body(Optional<String> goalCode, Optional<String> comment) {
    var body = JsonObject.create();
    goalCode.ifPresent(code -> body.put("goal_code", code));
    comment.ifPresent(text -> body.put("comment", text));
    return body;
  }
}
