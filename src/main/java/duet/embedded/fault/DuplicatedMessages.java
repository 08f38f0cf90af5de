package duet.embedded.fault;

import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.util.concurrent.CompletableFuture;

/** Sends requests twice, and returns the first result. */
record DuplicatedMessages(RequestSender sender, OccurrenceCounter counter)
    implements RequestSender {

  @Override
  public CompletableFuture<SendResult> send(OutgoingRequest request) {
    var first = sender.send(request);
    if (counter.next()) {
      first.thenAccept(result -> sender.send(request));
    }
    return first;
  }
}
