package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.fault.Faults;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.store.ConnectionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks of changes: the global one of all, a wallet's of its own. It holds up nobody: what
 * isn't delivered is tried again after each of the pauses and then given up, and what would be too
 * much to remember is left out.
 */
final class EventPublisher implements Consumer<ConnectionRecord> {

  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final int MOST_WAITING = 10_000;

  private final ConnectionStore store;
  private final Optional<WebhookTarget> global;
  private final RequestSender carrier;
  private final ScheduledExecutorService queue;
  private final List<Duration> pauses;
  private final Clock clock;
  private final Faults faults;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean leavingOut = new AtomicBoolean();

  /**
   * @param pauses before each try, so their number is that of the tries
   */
  EventPublisher(
      ConnectionStore store,
      Optional<WebhookTarget> global,
      RequestSender carrier,
      ScheduledExecutorService queue,
      List<Duration> pauses,
      Clock clock,
      Faults faults) {
    this.store = store;
    this.global = global;
    this.carrier = carrier;
    this.queue = queue;
    this.pauses = List.copyOf(pauses);
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public void accept(ConnectionRecord record) {
    var connection = ApiJson.connection(record);
    if (faults.hides(connection)) {
      return;
    }
    var receivers = Stream.concat(global.stream(), own(record.wallet())).toList();
    if (!receivers.isEmpty()) {
      var event = event(faults.apply(connection), record.wallet()).toString();
      receivers.forEach(receiver -> enter(receiver, receiver.request(event)));
    }
  }

  private Stream<WebhookTarget> own(String wallet) {
    return store.webhooks(wallet).stream()
        .map(webhook -> new WebhookTarget(webhook.url(), webhook.customHeaders()));
  }

  private ObjectNode event(ObjectNode connection, String wallet) {
    var event =
        ApiJson.MAPPER
            .createObjectNode()
            .put("type", "ConnectionUpdated")
            .put("id", UUID.randomUUID().toString())
            .put("ts", clock.instant().toString());
    event.set("data", connection);
    return event.put("walletId", wallet);
  }

  private void enter(WebhookTarget receiver, OutgoingRequest letter) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      if (!leavingOut.getAndSet(true)) {
        LOG.warn("Too many events are waiting; those for {} are left out", receiver.name());
      }
      return;
    }
    leavingOut.set(false);
    post(receiver, letter, 0);
  }

  private void post(WebhookTarget receiver, OutgoingRequest letter, int number) {
    long pause = pauses.get(number).toMillis();
    Runnable sending =
        () -> carrier.send(letter).thenAccept(end -> settle(receiver, letter, number, end));
    if (pause == 0) {
      sending.run();
      return;
    }
    try {
      queue.schedule(sending, pause, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The agent was closed.
    }
  }

  private void settle(
      WebhookTarget receiver, OutgoingRequest letter, int number, SendResult delivery) {
    if (!delivery.delivered() && number + 1 < pauses.size()) {
      post(receiver, letter, number + 1);
      return;
    }
    waiting.decrementAndGet();
    if (!delivery.delivered()) {
      LOG.warn("An event was given up after {} tries: {}", pauses.size(), receiver.name());
    }
  }
}
