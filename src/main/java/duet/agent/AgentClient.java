package duet.agent;

import duet.client.ApiClient;
import duet.client.ApiException;
import duet.client.api.ConnectionsApi;
import duet.client.api.SystemApi;
import duet.client.api.WebhooksApi;
import duet.client.model.AcceptInvitation;
import duet.client.model.CreateConnection;
import duet.client.model.CreateWebhook;
import duet.client.model.Health;
import duet.client.model.Webhook;
import duet.http.Causes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The calls of one agent. It alone holds the generated stubs, gives each call one time limit for
 * everything, and turns every failure into an {@link AgentException}.
 */
final class AgentClient {

  private final AgentAddress address;
  private final Duration limit;
  private final ConnectionsApi connections;
  private final WebhooksApi webhooks;
  private final SystemApi system;

  /**
   * @param limit for one call, from opening the connection to the last byte of the answer
   */
  AgentClient(AgentAddress address, HttpClient http, Duration limit) {
    this.address = address;
    this.limit = limit;
    // The generated client would open a connection pool for each group of calls.
    var client =
        new ApiClient() {
          @Override
          public HttpClient getHttpClient() {
            return http;
          }
        };
    client.setObjectMapper(ResponseMapper.JSON);
    client.updateBaseUri(address.url().toString());
    client.setReadTimeout(limit);
    client.setRequestInterceptor(this::authenticate);
    connections = new ConnectionsApi(client);
    webhooks = new WebhooksApi(client);
    system = new SystemApi(client);
  }

  CompletableFuture<Connection> create(String label, String goalCode, String goal) {
    var step = "make an invitation";
    var request = new CreateConnection().label(label).goalCode(goalCode).goal(goal);
    return call(
        step,
        "/connections",
        () -> connections.createConnection(request),
        body -> ResponseMapper.connection(address, step, body));
  }

  CompletableFuture<Connection> accept(String invitation) {
    var step = "accept the invitation";
    var request = new AcceptInvitation().invitation(invitation);
    return call(
        step,
        "/connection-invitations",
        () -> connections.acceptInvitation(request),
        body -> ResponseMapper.connection(address, step, body));
  }

  CompletableFuture<Connection> get(String id) {
    var step = "show connection " + id;
    return call(
        step,
        "/connections/" + id,
        () -> connections.getConnection(id),
        body -> ResponseMapper.connection(address, step, body));
  }

  CompletableFuture<List<Connection>> list(int offset, int count) {
    var step = "list its connections";
    return call(
        step,
        "/connections",
        () -> connections.listConnections(offset, count, null),
        page -> ResponseMapper.connections(address, step, page));
  }

  CompletableFuture<Void> delete(String id) {
    var step = "delete connection " + id;
    return call(step, "/connections/" + id, () -> connections.deleteConnection(id), gone -> gone);
  }

  /** The new webhook's id. */
  CompletableFuture<String> createWebhook(URI url) {
    var request = new CreateWebhook().url(url.toString());
    return call(
        "take a webhook",
        "/events/webhooks",
        () -> webhooks.createWebhook(request),
        Webhook::getId);
  }

  /** The URLs of the wallet's webhooks, by id. */
  CompletableFuture<Map<String, String>> webhooks() {
    return call(
        "list its webhooks",
        "/events/webhooks",
        webhooks::listWebhooks,
        page ->
            page.getContents().stream().collect(Collectors.toMap(Webhook::getId, Webhook::getUrl)));
  }

  CompletableFuture<Void> deleteWebhook(String id) {
    var path = "/events/webhooks/" + id;
    return call("delete a webhook", path, () -> webhooks.deleteWebhook(id), gone -> gone);
  }

  /** Empty if the agent reports no version within 3 s; never fails. */
  CompletableFuture<String> version() {
    return call("report its version", "/_system/health", system::health, health -> health)
        .handle(
            (Health health, Throwable failure) ->
                health == null || health.getVersion() == null ? "" : health.getVersion())
        .completeOnTimeout("", 3, TimeUnit.SECONDS);
  }

  /** Responses are read on threads of the HTTP client; a failure has the stack of the caller. */
  private <B, T> CompletableFuture<T> call(
      String step, String path, Callable<CompletableFuture<B>> request, Function<B, T> reading) {
    var target = URI.create(address.url() + path.replaceAll("[^\\w/.~-]", "_"));
    var caller = new Throwable();
    CompletableFuture<B> answer;
    try {
      answer = request.call();
    } catch (Exception e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .thenApply(reading)
        .exceptionally(
            failure -> {
              throw FailureClassifier.of(address, step, target, failure, limit)
                  .with(caller.getStackTrace(), withoutBody(failure));
            });
  }

  /** The generated exception holds the whole body, of which the message has what may be shown. */
  private static Throwable withoutBody(Throwable failure) {
    var cause = Causes.unwrap(failure);
    return cause instanceof ApiException ? cause.getCause() : cause;
  }

  private void authenticate(HttpRequest.Builder request) {
    address.apiKey().ifPresent(key -> request.header("apikey", key.secret()));
    address.token().ifPresent(key -> request.header("Authorization", "Bearer " + key.secret()));
  }
}
