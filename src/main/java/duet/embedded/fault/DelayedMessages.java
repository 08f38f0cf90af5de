package duet.embedded.fault;

import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Letters leave later. */
record DelayedMessages(RequestSender carrier, Duration pause, OccurrenceCounter countdown)
    implements RequestSender {

  @Override
  public CompletableFuture<SendResult> carry(OutgoingRequest letter) {
    if (!countdown.next()) {
      return carrier.carry(letter);
    }
    var later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(() -> letter, later).thenCompose(carrier::carry);
  }
}
