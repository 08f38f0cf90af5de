package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import duet.embedded.store.RecordTable;
import duet.embedded.store.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to webhooks: all to the global one, those of a wallet to its own. It never blocks:
 * an event that isn't delivered is sent again after each of the pauses and then dropped, and so is
 * one that would be too many to keep.
 */
final class EventPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final int MAX_WAITING = 10_000;

  private final RecordTable<Webhook> webhooks;
  private final Optional<WebhookTarget> global;
  private final RequestSender sender;
  private final Scheduler scheduler;
  private final List<Duration> pauses;
  private final Clock clock;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean dropping = new AtomicBoolean();

  /**
   * @param pauses before each attempt, so their number is that of the attempts
   */
  EventPublisher(
      RecordTable<Webhook> webhooks,
      Optional<WebhookTarget> global,
      RequestSender sender,
      Scheduler scheduler,
      List<Duration> pauses,
      Clock clock) {
    this.webhooks = webhooks;
    this.global = global;
    this.sender = sender;
    this.scheduler = scheduler;
    this.pauses = List.copyOf(pauses);
    this.clock = clock;
  }

  /**
   * @param type of the event, such as {@code ConnectionUpdated}
   * @param data as REST shows it; made only if somebody receives it
   */
  void publish(String type, String wallet, Supplier<ObjectNode> data) {
    var receivers = Stream.concat(global.stream(), own(wallet)).toList();
    if (!receivers.isEmpty()) {
      var event = event(type, data.get(), wallet).toString();
      receivers.forEach(receiver -> publish(receiver, receiver.request(event)));
    }
  }

  private Stream<WebhookTarget> own(String wallet) {
    return webhooks.all(Webhook.BY_WALLET.key(wallet)).stream()
        .map(webhook -> new WebhookTarget(webhook.url(), webhook.customHeaders()));
  }

  private ObjectNode event(String type, ObjectNode data, String wallet) {
    var event =
        ApiJson.MAPPER
            .createObjectNode()
            .put("type", type)
            .put("id", UUID.randomUUID().toString())
            .put("ts", clock.instant().toString());
    event.set("data", data);
    return event.put("walletId", wallet);
  }

  private void publish(WebhookTarget receiver, OutgoingRequest event) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      if (!dropping.getAndSet(true)) {
        LOG.warn("Too many events are waiting; dropping those for {}", receiver.name());
      }
      return;
    }
    dropping.set(false);
    schedule(receiver, event, 0);
  }

  private void schedule(WebhookTarget receiver, OutgoingRequest event, int number) {
    long pause = pauses.get(number).toMillis();
    Runnable attempt =
        () -> sender.send(event).thenAccept(result -> finish(receiver, event, number, result));
    if (pause == 0) {
      attempt.run();
    } else {
      scheduler.schedule(attempt, pause, TimeUnit.MILLISECONDS);
    }
  }

  private void finish(
      WebhookTarget receiver, OutgoingRequest event, int number, SendResult result) {
    if (!result.delivered() && number + 1 < pauses.size()) {
      schedule(receiver, event, number + 1);
      return;
    }
    waiting.decrementAndGet();
    if (!result.delivered()) {
      LOG.warn("An event was dropped after {} attempts: {}", pauses.size(), receiver.name());
    }
  }
}
