package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.outgoing.HttpRequestSender;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.RecordTable;
import duet.embedded.store.Webhook;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Webhooks in the REST API, one for each wallet. */
final class WebhookEndpoints {

  private static final String PATH = "/events/webhooks";

  private final RecordTable<Webhook> webhooks;
  private final Clock clock;

  WebhookEndpoints(RecordTable<Webhook> webhooks, Clock clock) {
    this.webhooks = webhooks;
    this.clock = clock;
  }

  ApiResponse create(ApiRequest request) {
    var body = ApiJson.object(request.body(), request.line());
    var id = UUID.randomUUID().toString();
    var webhook =
        new Webhook(
            id, request.wallet(), url(body, request), headers(body, request), clock.instant());
    if (!webhooks.add(webhook)) {
      throw new Refusal(
          422,
          "error:WalletManagementServiceError:TooManyWebhookError",
          "Too Many Webhook Error",
          "The maximum number of webhooks has been reached for the wallet: walletId=%s, limit=1"
              .formatted(request.wallet()));
    }
    return ApiResponse.of(200, json(webhook));
  }

  ApiResponse list(ApiRequest request) {
    var page = ApiJson.MAPPER.createObjectNode();
    page.put("self", PATH).put("kind", "WebhookNotificationPage").put("pageOf", PATH);
    var contents = page.putArray("contents");
    webhooks
        .find(Webhook.BY_WALLET.key(request.wallet()))
        .ifPresent(webhook -> contents.add(json(webhook)));
    return ApiResponse.of(200, page);
  }

  ApiResponse delete(ApiRequest request) {
    var id = request.id("id");
    if (!webhooks.remove(Webhook.BY_ID.key(request.wallet(), id))) {
      throw new Refusal(
          404,
          "error:WalletManagementServiceError:WebhookNotFound",
          "Webhook Not Found",
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
    var text = ApiJson.string(body, "url", request.line());
    if (text == null) {
      throw ApiJson.undecodable(request.line(), "Invalid value for: body (missing at 'url')");
    }
    try {
      var url = URI.create(text);
      if (HttpRequestSender.supports(url)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // thrown below
    }
    throw ApiJson.undecodable(
        request.line(), "Invalid value for: body (expected an http or https URL at 'url')");
  }

  private static Map<String, String> headers(ObjectNode body, ApiRequest request) {
    var node = body.path("customHeaders");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    var headers = new LinkedHashMap<String, String>();
    if (!(node instanceof ObjectNode object)) {
      throw ApiJson.undecodable(
          request.line(), "Invalid value for: body (expected object at 'customHeaders')");
    }
    var probe = HttpRequest.newBuilder();
    for (var names = object.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      try {
        headers.put(name, object.path(name).textValue());
        probe.setHeader(name, object.path(name).textValue());
      } catch (IllegalArgumentException | NullPointerException e) {
        throw ApiJson.undecodable(
            request.line(), "Invalid value for: body (expected valid headers at 'customHeaders')");
      }
    }
    return headers;
  }
}
