package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.JsonObject;
import duet.didcomm.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of issue-credential 3.0, as Cloud Agents write them. */
public final class IssuanceMessages {

  private static final String PROTOCOL = "https://didcomm.org/issue-credential/3.0/";

  public static final String OFFER = PROTOCOL + "offer-credential";
  public static final String REQUEST = PROTOCOL + "request-credential";
  public static final String CREDENTIAL = PROTOCOL + "issue-credential";

  private static final Duration VALIDITY = Duration.ofSeconds(1000);

  private IssuanceMessages() {}

  /** The offer that goes with an invitation, to whoever takes it. */
  public static Message toAnybody(IssuanceOffer offer, String id, String thid, String from) {
    return new Message(
        id,
        OFFER,
        Optional.of(from),
        List.of(),
        Optional.of(thid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        offer.body(),
        List.of(offer.attachment()));
  }

  /** What a record has to send, or has sent. */
  static Message of(IssuanceRecord record, String id, Instant now) {
    return switch (record.state()) {
      case OFFER_PENDING ->
          message(record, id, OFFER, record.offer().body(), record.offer().attachment(), now);
      case REQUEST_GENERATED, REQUEST_SENT ->
          message(record, id, REQUEST, requestBody(record), jwt(id, record.request()), now);
      case CREDENTIAL_GENERATED ->
          message(record, id, CREDENTIAL, JsonObject.create(), jwt(id, record.credential()), now);
      default -> throw new IllegalStateException("nothing to send in " + record.state());
    };
  }

  private static Message message(
      IssuanceRecord record,
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

  private static ObjectNode requestBody(IssuanceRecord record) {
    var body = JsonObject.create();
    record.offer().goalCode().ifPresent(code -> body.put("goal_code", code));
    record.offer().comment().ifPresent(comment -> body.put("comment", comment));
    return body;
  }

  private static ObjectNode jwt(String id, Optional<String> jwt) {
    return JwtAttachment.of(id, jwt.orElseThrow());
  }
}
