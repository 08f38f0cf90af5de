package duet.embedded.server;

import duet.embedded.outgoing.SendResult;
import duet.embedded.protocol.SendFailure;
import duet.embedded.protocol.ThreadProtocol;
import duet.embedded.protocol.ThreadRecord;
import duet.embedded.store.OwnDids;
import duet.embedded.store.ThreadStore;
import duet.http.Causes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Does what the pending records of one protocol ask for: prepares their messages and sends them, on
 * its own thread, never on a request's. An attempt that fails is repeated after each of the pauses;
 * after the last one the record stays pending, with the reason.
 *
 * @param <R> a side's record
 */
final class Outbox<R extends ThreadRecord> {

  private final ThreadProtocol<R> protocol;
  private final ThreadStore<R> store;
  private final RecordUpdater<R> updater;
  private final Preparation<R> preparation;
  private final OwnDids dids;
  private final MessageSender sender;
  private final Clock clock;
  private final List<Duration> pauses;
  private final ScheduledExecutorService executor;

  /** Those under way by id, each with whether it was submitted again meanwhile. */
  private final Map<String, Boolean> inFlight = new ConcurrentHashMap<>();

  /**
   * @param preparation what to do before each attempt
   * @param executor shut down by the caller
   * @param pauses before each attempt, so their number is that of the attempts
   */
  Outbox(
      ThreadProtocol<R> protocol,
      ThreadStore<R> store,
      RecordUpdater<R> updater,
      Preparation<R> preparation,
      OwnDids dids,
      MessageSender sender,
      ScheduledExecutorService executor,
      List<Duration> pauses,
      Clock clock) {
    this.protocol = protocol;
    this.store = store;
    this.updater = updater;
    this.preparation = preparation;
    this.dids = dids;
    this.sender = sender;
    this.executor = executor;
    this.pauses = List.copyOf(pauses);
    this.clock = clock;
  }

  /**
   * Queues the message of a pending record. If one of the record's messages is under way, what is
   * pending afterwards follows it.
   */
  void submit(String id) {
    boolean again = inFlight.merge(id, false, (before, submitted) -> true);
    if (!again) {
      schedule(new Attempt(id, 0));
    }
  }

  /**
   * Continues where an agent stopped: sends what is pending, and requests that were never answered
   * once more, since the peer may have given up while this agent was stopped.
   */
  void resume() {
    for (R record : store.unfinished()) {
      if (record.pending()) {
        submit(record.id());
      } else if (record.state().awaiting()) {
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
    store
        .update(attempt.id(), record -> record)
        .filter(ThreadRecord::pending)
        .ifPresentOrElse(record -> prepare(attempt, record), () -> done(attempt.id()));
  }

  private void prepare(Attempt attempt, R record) {
    var preparing = preparation.prepare(record);
    if (preparing.isDone()) {
      preparing.whenComplete((change, failure) -> prepared(attempt, record, change, failure));
    } else {
      preparing.whenCompleteAsync(
          (change, failure) -> prepared(attempt, record, change, failure), executor);
    }
  }

  private void prepared(Attempt attempt, R before, Function<R, List<R>> change, Throwable failure) {
    if (failure == null) {
      sendIfPending(attempt, updater.update(attempt.id(), change));
      return;
    }
    var reason = failure("BackgroundJobError", Causes.words(failure));
    if (isLast(attempt)) {
      giveUp(attempt, before, reason);
    } else {
      finish(attempt, before, record -> protocol.unanswered(record, reason, clock.instant()));
    }
  }

  /** What is left to do may be to tell the peer. */
  private void giveUp(Attempt attempt, R tried, SendFailure reason) {
    var updated =
        update(attempt, tried, record -> protocol.givenUp(record, reason, clock.instant()));
    sendIfPending(attempt, updated.filter(record -> record.state() != tried.state()));
  }

  private void sendIfPending(Attempt attempt, Optional<R> prepared) {
    prepared
        .filter(ThreadRecord::pending)
        .ifPresentOrElse(
            record ->
                send(record)
                    .thenAcceptAsync(
                        result -> finish(attempt, record, sent -> after(sent, result)), executor),
            () -> done(attempt.id()));
  }

  private CompletableFuture<SendResult> send(R record) {
    var message = protocol.toSend(record, UUID.randomUUID().toString(), clock.instant());
    var keys = dids.keys(record.ownDid()).orElseThrow();
    return sender.send(message, keys, record.theirDid().orElseThrow());
  }

  private void finish(Attempt attempt, R tried, UnaryOperator<R> change) {
    var updated = update(attempt, tried, change);
    boolean failed =
        updated.filter(R::pending).filter(record -> record.state() == tried.state()).isPresent();
    if (failed && !isLast(attempt)) {
      schedule(new Attempt(attempt.id(), attempt.number() + 1));
    } else {
      done(attempt.id());
    }
  }

  /**
   * @param tried the record as it was; where a message of the peer's has moved it since, the
   *     outcome says nothing about what it has to send now
   */
  private Optional<R> update(Attempt attempt, R tried, UnaryOperator<R> change) {
    return updater.update(
        attempt.id(),
        record -> record.state() == tried.state() ? List.of(change.apply(record)) : List.<R>of());
  }

  private boolean isLast(Attempt attempt) {
    return attempt.number() + 1 >= pauses.size();
  }

  /** Begins anew if the record was submitted again. */
  private void done(String id) {
    if (!inFlight.remove(id, false)) {
      inFlight.put(id, false);
      schedule(new Attempt(id, 0));
    }
  }

  private R after(R record, SendResult result) {
    var now = clock.instant();
    if (result.delivered()) {
      return protocol.sent(record, now);
    }
    var area = result.unanswered() ? "MercuryError" : "BackgroundJobError";
    var failure = failure(area, result.reason());
    return result.unanswered()
        ? protocol.unanswered(record, failure, now)
        : protocol.refused(record, result.status(), result.answer(), failure, now);
  }

  private static SendFailure failure(String area, String reason) {
    return new SendFailure(
        400,
        "error:" + area + ":FailureInfo",
        "Failure Info",
        reason,
        "error:instance:" + UUID.randomUUID());
  }

  /**
   * @param number counts from 0
   */
  private record Attempt(String id, int number) {}
}
