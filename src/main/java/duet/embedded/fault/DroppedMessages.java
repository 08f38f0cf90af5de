package duet.embedded.fault;

import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.util.concurrent.CompletableFuture;

/** Requests of one kind are not sent, but reported as delivered. */
record DroppedMessages(RequestSender sender, String kind, OccurrenceCounter counter)
    implements RequestSender {

  private static final SendResult DELIVERED = new SendResult(202, "");

  @Override
  public CompletableFuture<SendResult> send(OutgoingRequest request) {
    return request.subject().endsWith(kind) && counter.next()
        ? CompletableFuture.completedFuture(DELIVERED)
        : sender.send(request);
  }
}
