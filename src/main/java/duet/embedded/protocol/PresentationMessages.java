package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.JsonObject;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of present-proof 3.0, as Cloud Agents write them. */
public final class PresentationMessages {

  private static final String PROTOCOL = "https://didcomm.atalaprism.io/present-proof/3.0/";

  public static final String REQUEST = PROTOCOL + "request-presentation";
  public static final String PRESENTATION = PROTOCOL + "presentation";

  private static final String FAILED = "e.p.presentation-verification-failed";
  private static final Duration VALIDITY = Duration.ofSeconds(1000);

  private PresentationMessages() {}

  /** The request that goes with an invitation, to whoever takes it. */
  public static Message toAnybody(
      PresentationRequest request, String id, String thid, String from) {
    return new Message(
        id,
        REQUEST,
        Optional.of(from),
        List.of(),
        Optional.of(thid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        request.body(),
        List.of(request.attachment()));
  }

  /** What a pending record has to send. */
  static Message of(PresentationRecord record, String id, Instant now) {
    return switch (record.state()) {
      case REQUEST_PENDING ->
          message(record, id, REQUEST, record.request().body(), record.request().attachment(), now);
      case PRESENTATION_GENERATED ->
          message(
              record,
              id,
              PRESENTATION,
              body(record.request()),
              JwtAttachment.of(id, record.presentation().orElseThrow()),
              now);
      case PRESENTATION_VERIFICATION_FAILED -> report(record, id);
      default -> throw new IllegalStateException("nothing to send in " + record.state());
    };
  }

  private static Message message(
      PresentationRecord record,
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

  private static ObjectNode body(PresentationRequest request) {
    var body = JsonObject.create();
    request.goalCode().ifPresent(code -> body.put("goal_code", code));
    request.comment().ifPresent(comment -> body.put("comment", comment));
    return body;
  }

  private static Message report(PresentationRecord record, String id) {
    var reason = record.lastFailure().map(SendFailure::detail).orElse("");
    return new ProblemReport(FAILED, reason, List.of(), record.thid())
        .toMessage(id, record.ownDid(), record.theirDid());
  }
}
