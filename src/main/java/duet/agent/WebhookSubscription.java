package duet.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hears one agent's events: has one webhook at it, from the first use until closed or until the
 * process ends, also by Ctrl-C. An agent that can't reach us, or whose wallet has somebody else's
 * webhook, is heard by asking alone.
 */
final class WebhookSubscription implements AutoCloseable {

  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<WebhookSubscription> LIVE = ConcurrentHashMap.newKeySet();

  static {
    JettyHttpClient.beforeTheEnd(() -> LIVE.parallelStream().forEach(WebhookSubscription::close));
  }

  private final AgentAddress agent;
  private final WebhookAddress address;
  private final AgentClient calls;
  private final HttpClient http;
  private final String secret = secret();
  private final Map<String, Set<Consumer<Connection>>> listeners = new ConcurrentHashMap<>();

  private WebhookListener listener;
  private CompletableFuture<Optional<String>> webhook;
  private boolean closed;
  private volatile boolean receivesEvents;
  private volatile String remark = "";

  WebhookSubscription(
      AgentAddress agent, WebhookAddress address, AgentClient calls, HttpClient http) {
    this.agent = agent;
    this.address = address;
    this.calls = calls;
    this.http = http;
  }

  /** Registers the webhook in the background, once. */
  synchronized void open() {
    if (webhook != null || closed || !address.reachableFrom(agent.url())) {
      return;
    }
    try {
      listener = WebhookListener.join(address.bind());
    } catch (IOException e) {
      remark = "no webhook, " + e.getMessage() + "; " + agent.name() + " is only asked";
      webhook = CompletableFuture.completedFuture(Optional.empty());
      return;
    }
    listener.receive(secret, this::notified);
    LIVE.add(this);
    webhook = register(url()).exceptionally(this::notRegistered);
  }

  /** Whether events reach us: one did. An agent may take a webhook that it can't reach. */
  boolean receivesEvents() {
    return receivesEvents;
  }

  /** Why events are not sent to us, if that is worth telling. */
  Optional<String> remark() {
    return remark.isEmpty() ? Optional.empty() : Optional.of(remark);
  }

  /** Tells of every event of a connection, on the listener's threads. */
  void subscribe(String connectionId, Consumer<Connection> consumer) {
    open();
    listeners.compute(
        connectionId,
        (id, consumers) -> {
          Set<Consumer<Connection>> all =
              consumers == null ? ConcurrentHashMap.newKeySet() : consumers;
          all.add(consumer);
          return all;
        });
  }

  void unsubscribe(String connectionId, Consumer<Connection> consumer) {
    listeners.computeIfPresent(
        connectionId,
        (id, consumers) -> {
          consumers.remove(consumer);
          return consumers.isEmpty() ? null : consumers;
        });
  }

  /** Removes the webhook, as far as the agent answers within 2 s. */
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
      webhook
          .thenCompose(id -> id.map(calls::deleteWebhook).orElseGet(WebhookSubscription::nothing))
          .completeOnTimeout(null, GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(failure -> null)
          .join();
      listener.forget(secret);
      listener.leave();
    }
  }

  private URI url() {
    var base = address.seenFrom(agent.url(), listener.port()).orElseThrow().toString();
    return URI.create(base.replaceFirst("/+$", "") + WebhookListener.PREFIX + secret);
  }

  private CompletableFuture<Optional<String>> register(URI url) {
    return calls
        .createWebhook(url)
        .thenApply(Optional::of)
        .exceptionallyCompose(full -> replaceDead(url, full));
  }

  /** A process of ours that was killed leaves its webhook behind; it may be taken away. */
  private CompletableFuture<Optional<String>> replaceDead(URI url, Throwable full) {
    return calls
        .webhooks()
        .thenCompose(
            found -> {
              var ours =
                  found.entrySet().stream()
                      .filter(entry -> entry.getValue().contains(WebhookListener.PREFIX))
                      .findFirst();
              return ours.isEmpty()
                  ? CompletableFuture.<Optional<String>>failedFuture(full)
                  : isAlive(ours.get().getValue())
                      .thenCompose(
                          alive ->
                              alive
                                  ? CompletableFuture.<Void>failedFuture(full)
                                  : calls.deleteWebhook(ours.get().getKey()))
                      .thenCompose(gone -> calls.createWebhook(url))
                      .thenApply(Optional::of);
            });
  }

  private CompletableFuture<Boolean> isAlive(String url) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(GOODBYE).build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .handle((answer, failure) -> answer != null && answer.body().equals(WebhookListener.ALIVE));
  }

  private Optional<String> notRegistered(Throwable failure) {
    remark =
        FailureClassifier.reason(failure) == Cause.REJECTED
            ? agent.name() + "'s wallet has another webhook already; it is only asked"
            : agent.name() + " takes no webhook; it is only asked";
    return Optional.empty();
  }

  private void notified(String event) {
    receivesEvents = true;
    ResponseMapper.event(agent, event)
        .ifPresent(
            connection ->
                listeners
                    .getOrDefault(connection.id(), Set.of())
                    .forEach(consumer -> consumer.accept(connection)));
  }

  private static CompletableFuture<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  private static String secret() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
