package duet.embedded.fault;

import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.util.concurrent.CompletableFuture;

/** Letters are posted twice; the first post's outcome is the one that counts. */
record DuplicatedMessages(RequestSender carrier, OccurrenceCounter countdown)
    implements RequestSender {

  @Override
  public CompletableFuture<SendResult> carry(OutgoingRequest letter) {
    var first = carrier.carry(letter);
    if (countdown.next()) {
      first.thenAccept(delivery -> carrier.carry(letter));
    }
    return first;
  }
}
