package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.RecordTable;
import duet.embedded.store.Webhook;
import duet.text.HttpUrl;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Webhooks in the REST API, one for each wallet. */
final class WebhookEndpoints implements RestEndpoints {

  private static final String PATH = "/events/webhooks";

  private final RecordTable<Webhook> webhooks;
  private final Clock clock;

  WebhookEndpoints(RecordTable<Webhook> webhooks, Clock clock) {
    this.webhooks = webhooks;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", PATH, this::create),
        new Route("GET", PATH, this::list),
        new Route("DELETE", PATH + "/{id}", this::delete));
  }

  private ApiResponse create(ApiRequest request) {
    var body = ApiJson.object(request.body(), request.line());
    var id = UUID.randomUUID().toString();
    var webhook =
        new Webhook(
            id, request.wallet(), url(body, request), headers(body, request), clock.instant());
    if (!webhooks.add(webhook)) {
      throw Refusal.of(
          422,
          "WalletManagementServiceError:TooManyWebhookError",
          "The maximum number of webhooks has been reached for the wallet: walletId=%s, limit=1"
              .formatted(request.wallet()));
    }
    return ApiResponse.of(200, json(webhook));
  }

  private ApiResponse list(ApiRequest request) {
    var page = ApiJson.MAPPER.createObjectNode();
    page.put("self", PATH).put("kind", "WebhookNotificationPage").put("pageOf", PATH);
    var contents = page.putArray("contents");
    webhooks
        .find(Webhook.BY_WALLET.key(request.wallet()))
        .ifPresent(webhook -> contents.add(json(webhook)));
    return ApiResponse.of(200, page);
  }

  private ApiResponse delete(ApiRequest request) {
    var id = request.id("id");
    if (!webhooks.remove(Webhook.BY_ID.key(request.wallet(), id))) {
      throw Refusal.of(
          404,
          "WalletManagementServiceError:WebhookNotFound",
          "There is no webhook matching the provided identifier: id=" + id);
    }
    return ApiResponse.empty(200);
  }

  private static ObjectNode json(Webhook webhook) {
    var json = ApiJson.MAPPER.createObjectNode();
    json.put("id", webhook.id()).put("url", webhook.url().toString());
    webhook.customHeaders().forEach(json.putObject("customHeaders")::put);
    return json.put("createdAt", webhook.createdAt().toString());
  }

  private static URI url(ObjectNode body, ApiRequest request) {
    try {
      return HttpUrl.parse(ApiJson.required(body, "url", request.line()));
    } catch (IllegalArgumentException e) {
      throw ApiJson.invalid(request.line(), "body (expected an http or https URL at 'url')");
    }
  }

  private static Map<String, String> headers(ObjectNode body, ApiRequest request) {
    var node = body.path("customHeaders");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw ApiJson.invalid(request.line(), "body (expected object at 'customHeaders')");
    }
    var headers = new LinkedHashMap<String, String>();
    node.properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().textValue()));
    try {
      headers.forEach(HttpRequest.newBuilder()::setHeader);
      return headers;
    } catch (IllegalArgumentException | NullPointerException e) {
      throw ApiJson.invalid(request.line(), "body (expected valid headers at 'customHeaders')");
    }
  }
}
