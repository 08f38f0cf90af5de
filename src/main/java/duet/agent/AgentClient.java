package duet.agent;

import duet.client.api.ConnectionsApi;
import duet.client.api.SystemApi;
import duet.client.api.WebhooksApi;
import duet.client.model.AcceptInvitation;
import duet.client.model.ConnectionsPage;
import duet.client.model.CreateConnection;
import duet.client.model.CreateWebhook;
import duet.client.model.Health;
import duet.client.model.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One agent's calls about connections, webhooks and itself. */
final class AgentClient {

  private final RestClient rest;
  private final ConnectionsApi connections;
  private final WebhooksApi webhooks;
  private final SystemApi system;

  AgentClient(RestClient rest) {
    this.rest = rest;
    connections = new ConnectionsApi(rest.generated());
    webhooks = new WebhooksApi(rest.generated());
    system = new SystemApi(rest.generated());
  }

  CompletableFuture<Connection> create(String label, String goalCode, String goal) {
    var request = new CreateConnection().label(label).goalCode(goalCode).goal(goal);
    return rest.call(
        "make an invitation",
        "/connections",
        () -> connections.createConnection(request),
        ResponseMapper::connection);
  }

  CompletableFuture<Connection> accept(String invitation) {
    var request = new AcceptInvitation().invitation(invitation);
    return rest.call(
        "accept the invitation",
        "/connection-invitations",
        () -> connections.acceptInvitation(request),
        ResponseMapper::connection);
  }

  CompletableFuture<Connection> get(String id) {
    return rest.call(
        "show connection " + id,
        "/connections/" + id,
        () -> connections.getConnection(id),
        ResponseMapper::connection);
  }

  CompletableFuture<List<Connection>> list(int offset, int count) {
    return rest.call(
        "list its connections",
        "/connections",
        () -> connections.listConnections(offset, count, null),
        page -> page.page(ConnectionsPage::getContents, ResponseMapper::connection));
  }

  CompletableFuture<Void> delete(String id) {
    return rest.call(
        "delete connection " + id,
        "/connections/" + id,
        () -> connections.deleteConnection(id),
        Answer::body);
  }

  /** The new webhook's id. */
  CompletableFuture<String> createWebhook(URI url) {
    var request = new CreateWebhook().url(url.toString());
    return rest.call(
        "take a webhook",
        "/events/webhooks",
        () -> webhooks.createWebhook(request),
        answer -> answer.body().getId());
  }

  /** The URLs of the wallet's webhooks, by id. */
  CompletableFuture<Map<String, String>> webhooks() {
    return rest.call(
        "list its webhooks",
        "/events/webhooks",
        webhooks::listWebhooks,
        answer ->
            answer.body().getContents().stream()
                .collect(Collectors.toMap(Webhook::getId, Webhook::getUrl)));
  }

  CompletableFuture<Void> deleteWebhook(String id) {
    return rest.call(
        "delete a webhook",
        "/events/webhooks/" + id,
        () -> webhooks.deleteWebhook(id),
        Answer::body);
  }

  /** Empty if the agent reports no version within 3 s; never fails. */
  CompletableFuture<String> version() {
    return rest.call("report its version", "/_system/health", system::health, Answer::body)
        .handle(
            (Health health, Throwable failure) ->
                health == null || health.getVersion() == null ? "" : health.getVersion())
        .completeOnTimeout("", 3, TimeUnit.SECONDS);
  }
}
