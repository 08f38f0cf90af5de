package duet.embedded.outgoing;

import java.util.concurrent.CompletableFuture;

/** Takes letters to where they are addressed. Safe for many threads. */
@FunctionalInterface
public interface RequestSender {

  /** Returns at once; the outcome never fails, what went wrong is the delivery's reason. */
  CompletableFuture<SendResult> carry(OutgoingRequest letter);
}
