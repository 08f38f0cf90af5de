package duet.embedded.protocol;

import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import java.time.Instant;
import java.util.List;

/** The messages of present-proof 3.0, as Cloud Agents write them. */
public final class PresentationMessages {

  private static final String PROTOCOL = "https://didcomm.atalaprism.io/present-proof/3.0/";

  public static final String REQUEST = PROTOCOL + "request-presentation";
  public static final String PRESENTATION = PROTOCOL + "presentation";

  private static final String FAILED = "e.p.presentation-verification-failed";

  private PresentationMessages() {}

  /** The request that goes with an invitation, to whoever takes it. */
  public static Message toAnybody(
      PresentationRequest request, String id, String thid, String from) {
    return OutgoingMessage.toAnybody(id, REQUEST, from, thid, request.body(), request.attachment());
  }

  /** What a pending record has to send. */
  static Message of(PresentationRecord record, String id, Instant now) {
    return switch (record.state()) {
      case REQUEST_PENDING ->
          OutgoingMessage.of(
              record, id, REQUEST, record.request().body(), record.request().attachment(), now);
      case PRESENTATION_GENERATED ->
          OutgoingMessage.of(
              record,
              id,
              PRESENTATION,
              OutgoingMessage.body(record.request().goalCode(), record.request().comment()),
              JwtAttachment.of(id, record.presentation().orElseThrow()),
              now);
      case PRESENTATION_VERIFICATION_FAILED -> report(record, id);
      default -> throw new IllegalStateException("nothing to send in " + record.state());
    };
  }

  private static Message report(PresentationRecord record, String id) {
    var reason = record.lastFailure().map(SendFailure::detail).orElse("");
    return new ProblemReport(FAILED, reason, List.of(), record.thid())
        .toMessage(id, record.ownDid(), record.theirDid());
  }
}
