package duet.embedded.fault;

import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends requests later. */
record DelayedMessages(RequestSender sender, Duration delay, OccurrenceCounter counter)
    implements RequestSender {

  @Override
  public CompletableFuture<SendResult> send(OutgoingRequest request) {
    if (!counter.next()) {
      return sender.send(request);
    }
    var later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(() -> request, later).thenCompose(sender::send);
  }
}
