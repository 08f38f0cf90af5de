package duet.embedded.mediated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Attachment;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.embedded.protocol.MessagePickup;
import duet.embedded.protocol.Refusal;
import duet.text.SafeText;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks messages up from a mediator (Message Pickup 3.0), one by one on its own thread, and
 * acknowledges them: also those that can't be read or are refused, which would come again for ever.
 */
final class MessagePoll implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MessagePoll.class);
  private static final int LIMIT = 10;
  private static final int REMEMBERED = 1_000;

  /** Of strangers' words, in characters. */
  private static final int MAX_QUOTED = 200;

  private static final int ID_LENGTH = 200;

  private final String name;
  private final MediatorClient client;
  private final Registration registration;
  private final BooleanSupplier waiting;
  private final PickupIntervals intervals;
  private final Clock clock;
  private final ScheduledExecutorService thread;
  private final Set<String> handled = new LinkedHashSet<>();
  private Instant last = Instant.MIN;
  private boolean failing;

  /**
   * @param name the agent's
   * @param waiting whether somebody waits for a message
   */
  MessagePoll(
      String name,
      MediatorClient client,
      Registration registration,
      BooleanSupplier waiting,
      PickupIntervals intervals,
      Clock clock) {
    this.name = name;
    this.client = client;
    this.registration = registration;
    this.waiting = waiting;
    this.intervals = intervals;
    this.clock = clock;
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var daemon = new Thread(task, "duet-" + name + "-pickup");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /**
   * @param receiver called with each new envelope; a {@link Refusal} is the sender's fault, after
   *     any other exception the envelope is picked up again
   */
  void start(Consumer<String> receiver) {
    long millis = intervals.waiting().toMillis();
    thread.scheduleWithFixedDelay(() -> guarded(receiver), 0, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  /** The executor would drop a task that fails, without a word. */
  private void guarded(Consumer<String> receiver) {
    try {
      pollIfDue(receiver);
    } catch (RuntimeException | Error e) {
      var current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }
  }

  private void pollIfDue(Consumer<String> receiver) {
    boolean hurry = waiting.getAsBoolean() && !failing;
    if (!hurry && clock.instant().isBefore(last.plus(intervals.idle()))) {
      return;
    }
    try {
      while (poll(receiver) && !thread.isShutdown()) {
        // there may be more
      }
      if (failing) {
        LOG.info("{} answers again", client);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !thread.isShutdown()) {
        LOG.warn("No messages are picked up for {} for now: {}", name, e.getMessage());
      }
      failing = true;
    } finally {
      last = clock.instant();
    }
  }

  /**
   * @return whether it brought anything new
   */
  private boolean poll(Consumer<String> receiver) {
    try {
      return pickUp(receiver);
    } catch (MediatorException e) {
      if (!e.notEnrolled()) {
        throw e;
      }
      registration.renew();
      return pickUp(receiver);
    }
  }

  private boolean pickUp(Consumer<String> receiver) {
    var request = JsonNodeFactory.instance.objectNode().put("limit", LIMIT);
    return client
        .ask(MessagePickup.DELIVERY_REQUEST, request)
        .filter(answer -> answer.type().equals(MessagePickup.DELIVERY))
        .map(delivery -> receive(delivery, receiver))
        .orElse(false);
  }

  private boolean receive(Message delivery, Consumer<String> receiver) {
    boolean anyNew = false;
    var done = JsonNodeFactory.instance.objectNode();
    var ids = done.putArray("message_id_list");
    for (JsonNode attachment : delivery.attachments()) {
      var key = key(attachment);
      if (handled.contains(key) || handle(attachment, receiver)) {
        anyNew |= handled.add(key);
        ids.add(attachment.path("id").asText());
      }
    }
    while (handled.size() > REMEMBERED) {
      handled.remove(handled.iterator().next());
    }
    client.ask(MessagePickup.MESSAGES_RECEIVED, done);
    return anyNew;
  }

  /**
   * What is remembered of a message. The mediator chooses ids: they may be long, and one that came
   * with another envelope is another message.
   */
  static String key(JsonNode attachment) {
    var id = SafeText.shorten(attachment.path("id").asText(), ID_LENGTH);
    return id + " " + attachment.hashCode();
  }

  /**
   * @return false if it is to be picked up again
   */
  private static boolean handle(JsonNode attachment, Consumer<String> receiver) {
    try {
      receiver.accept(Attachment.of(attachment).content());
      return true;
    } catch (Refusal | MalformedException e) {
      LOG.info(
          "A message that the mediator delivered is refused: {}",
          SafeText.excerpt(e.getMessage(), MAX_QUOTED));
      return true;
    } catch (RuntimeException e) {
      LOG.error("A message that the mediator delivered can't be handled", e);
      return false;
    }
  }
}
