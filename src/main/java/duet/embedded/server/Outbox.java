package duet.embedded.server;

import duet.embedded.outgoing.SendResult;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ConnectionRecordState;
import duet.embedded.protocol.SendFailure;
import duet.embedded.store.ConnectionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends the messages of pending records, on its own thread, never on a request's. An attempt that
 * fails is repeated after each of the pauses; after the last one the record stays pending, with the
 * reason.
 */
final class Outbox {

  private final ConnectionStore store;
  private final RecordUpdater updater;
  private final MessageSender sender;
  private final Clock clock;
  private final List<Duration> pauses;
  private final ScheduledExecutorService executor;
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  /**
   * @param executor shut down by the caller
   * @param pauses before each attempt, so their number is that of the attempts
   */
  Outbox(
      ConnectionStore store,
      RecordUpdater updater,
      MessageSender sender,
      ScheduledExecutorService executor,
      List<Duration> pauses,
      Clock clock) {
    this.store = store;
    this.updater = updater;
    this.sender = sender;
    this.executor = executor;
    this.pauses = List.copyOf(pauses);
    this.clock = clock;
  }

  /** Queues the message of a pending record, unless it is queued already. */
  void submit(String id) {
    if (inFlight.add(id)) {
      schedule(new Attempt(id, 0));
    }
  }

  /**
   * Continues where an agent stopped: sends what is pending, and requests whose response never came
   * once more, since the inviter may have given up while this agent was stopped.
   */
  void resume() {
    for (ConnectionRecord record : store.unfinished()) {
      if (record.state().pending()) {
        submit(record.id());
      } else {
        send(record);
      }
    }
  }

  private void schedule(Attempt attempt) {
    try {
      long pause = pauses.get(attempt.number()).toMillis();
      executor.schedule(() -> run(attempt), pause, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The agent was closed; its records stay pending.
    }
  }

  private void run(Attempt attempt) {
    updater
        .update(attempt.id(), this::prepared)
        .filter(record -> record.state().pending())
        .ifPresentOrElse(
            record -> send(record).thenAcceptAsync(result -> finish(attempt, result), executor),
            () -> inFlight.remove(attempt.id()));
  }

  /** A request that arrived turns into a response to send; final records stay as they are. */
  private List<ConnectionRecord> prepared(ConnectionRecord record) {
    var pending =
        record.state() == ConnectionRecordState.CONNECTION_REQUEST_RECEIVED
            ? ConnectionProtocol.responding(record, clock.instant())
            : record;
    return List.of(ConnectionProtocol.attempting(pending));
  }

  private CompletableFuture<SendResult> send(ConnectionRecord record) {
    var message = ConnectionProtocol.toSend(record, UUID.randomUUID().toString(), clock.instant());
    var keys = store.keys(record.ownDid()).orElseThrow();
    return sender.send(message, keys, record.theirDid().orElseThrow());
  }

  private void finish(Attempt attempt, SendResult result) {
    var updated = updater.update(attempt.id(), record -> List.of(after(record, result)));
    boolean pending = updated.filter(record -> record.state().pending()).isPresent();
    if (pending && attempt.number() + 1 < pauses.size()) {
      schedule(new Attempt(attempt.id(), attempt.number() + 1));
    } else {
      inFlight.remove(attempt.id());
    }
  }

  private ConnectionRecord after(ConnectionRecord record, SendResult result) {
    var now = clock.instant();
    if (result.delivered()) {
      return ConnectionProtocol.sent(record, now);
    }
    var failure = failure(result);
    return result.unanswered()
        ? ConnectionProtocol.unanswered(record, failure, now)
        : ConnectionProtocol.refused(record, result.status(), result.answer(), failure, now);
  }

  private static SendFailure failure(SendResult result) {
    var area = result.unanswered() ? "MercuryError" : "BackgroundJobError";
    return new SendFailure(
        400,
        "error:" + area + ":FailureInfo",
        "Failure Info",
        result.reason(),
        "error:instance:" + UUID.randomUUID());
  }

  /**
   * @param number counts from 0
   */
  private record Attempt(String id, int number) {}
}
