package duet.agent;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import duet.http.CallLog;
import duet.http.Causes;
import duet.text.HttpUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Receives one agent's events: has one webhook at it, from the first use until closed or until the
 * process ends, also by Ctrl-C. An agent that can't reach us, or whose wallet has somebody else's
 * webhook, is only polled.
 */
final class WebhookSubscription implements AutoCloseable {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /** Agents send an event within a second of the change. */
  private static final Duration LATEST_EVENT = Duration.ofSeconds(3);

  private static final Set<WebhookSubscription> LIVE = ConcurrentHashMap.newKeySet();

  static {
    JettyHttpClient.onShutdown(() -> LIVE.parallelStream().forEach(WebhookSubscription::close));
  }

  private final AgentAddress agent;
  private final AgentClient calls;
  private final HttpClient http;
  private final String secret = UUID.randomUUID().toString();
  private final EventSubscribers subscribers = new EventSubscribers();

  private WebhookListener listener;
  private CompletableFuture<Optional<String>> webhook;
  private boolean closed;
  private volatile boolean receivesEvents;
  private boolean elsewhere;
  private boolean missing;
  private volatile String remark = "";

  WebhookSubscription(AgentAddress agent, AgentClient calls, HttpClient http) {
    this.agent = agent;
    this.calls = calls;
    this.http = http;
  }

  /**
   * Registers the webhook in the background, once.
   *
   * @param did one of the agent's own, whose address may say that it can't reach us
   */
  synchronized void open(String did) {
    elsewhere = !agent.webhook().reachableFrom(did);
    open();
  }

  /** Registers the webhook in the background, once. */
  synchronized void open() {
    if (webhook != null || closed || elsewhere || !agent.webhook().reachableFrom(agent.url())) {
      return;
    }
    try {
      listener = WebhookListener.join(agent.webhook().bind());
    } catch (IOException e) {
      remark = "no webhook, " + e.getMessage() + "; " + agent.name() + " is only polled";
      webhook = completedFuture(Optional.empty());
      return;
    }
    listener.receive(secret, this::notified);
    LIVE.add(this);
    webhook = register(url()).exceptionally(this::notRegistered);
  }

  /** Whether an event has reached us. An agent may accept a webhook that it can't reach. */
  boolean receivesEvents() {
    return receivesEvents;
  }

  /** A change was seen of which no event told; it may still be on its way. */
  synchronized void missed() {
    if (webhook == null || listener == null || receivesEvents || missing || closed) {
      return;
    }
    missing = true;
    CompletableFuture.delayedExecutor(LATEST_EVENT.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::giveUp);
  }

  /** Each event that can't be delivered costs the agent several attempts and warnings. */
  private synchronized void giveUp() {
    if (receivesEvents || closed || !remark.isEmpty()) {
      return;
    }
    remove();
    remark =
        "%s's events do not arrive at %s, so it is only polled; WEBHOOK_URL says how it reaches this machine"
            .formatted(agent.name(), HttpUrl.authority(url()));
    webhook = completedFuture(Optional.empty());
  }

  /** Why events are not sent to us, if that is worth reporting. */
  Optional<String> remark() {
    return remark.isEmpty() ? Optional.empty() : Optional.of(remark);
  }

  /**
   * Reports every event of a record, on the listener's threads.
   *
   * @param type of the record
   */
  <R extends AgentRecord> void subscribe(Class<R> type, String id, Consumer<R> consumer) {
    open();
    subscribers.add(type, id, consumer);
  }

  <R extends AgentRecord> void unsubscribe(Class<R> type, String id, Consumer<R> consumer) {
    subscribers.remove(type, id, consumer);
  }

  /** Reports every event of every record, on the listener's threads. */
  void subscribe(Consumer<? super AgentRecord> consumer) {
    open();
    subscribers.add(consumer);
  }

  void unsubscribe(Consumer<? super AgentRecord> consumer) {
    subscribers.remove(consumer);
  }

  /** Removes the webhook, if the agent answers within 2 s. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    LIVE.remove(this);
    if (webhook != null && listener != null) {
      remove().completeOnTimeout(null, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
      listener.forget(secret);
      listener.leave();
    }
  }

  private CompletableFuture<Void> remove() {
    return webhook
        .thenCompose(id -> id.map(calls::deleteWebhook).orElse(completedFuture(null)))
        .exceptionally(failure -> null);
  }

  private URI url() {
    var base = agent.webhook().seenFrom(agent.url(), listener.port()).orElseThrow().toString();
    return URI.create(base.replaceFirst("/+$", "") + WebhookListener.PREFIX + secret);
  }

  private CompletableFuture<Optional<String>> register(URI url) {
    return calls
        .createWebhook(url)
        .exceptionallyCompose(
            full -> deleteAbandoned(full).thenCompose(d -> calls.createWebhook(url)))
        .thenApply(Optional::of);
  }

  /** A killed process of ours leaves its webhook behind; that may be deleted. */
  private CompletableFuture<Void> deleteAbandoned(Throwable full) {
    return calls
        .webhooks()
        .thenCompose(
            webhooks -> {
              var ours =
                  webhooks.entrySet().stream()
                      .filter(entry -> entry.getValue().contains(WebhookListener.PREFIX))
                      .findFirst()
                      .orElseThrow(() -> new CompletionException(full));
              return isAlive(ours.getValue())
                  .thenCompose(
                      alive -> alive ? failedFuture(full) : calls.deleteWebhook(ours.getKey()));
            });
  }

  private CompletableFuture<Boolean> isAlive(String url) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(CLOSE_LIMIT).build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .handle((answer, failure) -> answer != null && answer.body().equals(WebhookListener.ALIVE));
  }

  private Optional<String> notRegistered(Throwable failure) {
    var known = Causes.find(failure, AgentException.class).map(AgentException::reason);
    remark =
        known.equals(Optional.of(Cause.REJECTED))
            ? agent.name() + "'s wallet already has another webhook; it is only polled"
            : agent.name() + " accepts no webhook; it is only polled";
    CallLog.remark(remark);
    return Optional.empty();
  }

  private void notified(String event) {
    receivesEvents = true;
    ResponseMapper.event(agent, event).ifPresent(subscribers::deliver);
  }
}
