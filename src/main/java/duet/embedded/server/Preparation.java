package duet.embedded.server;

import duet.embedded.protocol.ThreadProtocol;
import duet.embedded.protocol.ThreadRecord;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What an agent does for a pending record before its message can be sent.
 *
 * @param <R> a side's record
 */
interface Preparation<R extends ThreadRecord> {

  /**
   * Called on the outbox's thread, which must not be blocked.
   *
   * @return what makes the states that the record goes through, of the record as it is by then; a
   *     failure counts as a failed attempt
   */
  CompletableFuture<Function<R, List<R>>> prepare(R record);

  /** Nothing but what the protocol knows by itself. */
  static <R extends ThreadRecord> Preparation<R> of(ThreadProtocol<R> protocol, Clock clock) {
    return record ->
        CompletableFuture.completedFuture(current -> protocol.prepared(current, clock.instant()));
  }
}
