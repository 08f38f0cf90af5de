package duet.embedded.fault;

import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.util.concurrent.CompletableFuture;

/** Letters of one kind never arrive, while their sender believes they did. */
record DroppedMessages(RequestSender carrier, String kind, OccurrenceCounter countdown)
    implements RequestSender {

  private static final SendResult BELIEVED = new SendResult(202, "");

  @Override
  public CompletableFuture<SendResult> carry(OutgoingRequest letter) {
    return letter.subject().endsWith(kind) && countdown.next()
        ? CompletableFuture.completedFuture(BELIEVED)
        : carrier.carry(letter);
  }
}
