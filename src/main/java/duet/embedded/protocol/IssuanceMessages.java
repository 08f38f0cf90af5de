package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.JsonObject;
import duet.didcomm.Message;
import java.time.Instant;
import java.util.Optional;

/** The messages of issue-credential 3.0, as Cloud Agents write them. */
public final class IssuanceMessages {

  private static final String PROTOCOL = "https://didcomm.org/issue-credential/3.0/";

  public static final String OFFER = PROTOCOL + "offer-credential";
  public static final String REQUEST = PROTOCOL + "request-credential";
  public static final String CREDENTIAL = PROTOCOL + "issue-credential";

  private IssuanceMessages() {}

  /** The offer that goes with an invitation, to whoever takes it. */
  public static Message toAnybody(IssuanceOffer offer, String id, String thid, String from) {
    return OutgoingMessage.toAnybody(id, OFFER, from, thid, offer.body(), offer.attachment());
  }

  /** What a record has to send, or has sent. */
  static Message of(IssuanceRecord record, String id, Instant now) {
    return switch (record.state()) {
      case OFFER_PENDING ->
          OutgoingMessage.of(
              record, id, OFFER, record.offer().body(), record.offer().attachment(), now);
      case REQUEST_GENERATED, REQUEST_SENT ->
          OutgoingMessage.of(
              record,
              id,
              REQUEST,
              OutgoingMessage.body(record.offer().goalCode(), record.offer().comment()),
              jwt(id, record.request()),
              now);
      case CREDENTIAL_GENERATED ->
          OutgoingMessage.of(
              record, id, CREDENTIAL, JsonObject.create(), jwt(id, record.credential()), now);
      default -> throw new IllegalStateException("nothing to send in " + record.state());
    };
  }

  private static ObjectNode jwt(String id, Optional<String> jwt) {
    return JwtAttachment.of(id, jwt.orElseThrow());
  }
}
