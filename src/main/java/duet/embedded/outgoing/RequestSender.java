package duet.embedded.outgoing;

import java.util.concurrent.CompletableFuture;

/** Sends requests to where they are addressed. Safe for many threads. */
@FunctionalInterface
public interface RequestSender {

  /** Returns at once; the future never fails, since a result tells what went wrong. */
  CompletableFuture<SendResult> send(OutgoingRequest request);
}
