package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.PeerDid.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The S element of a did:peer:2: base64url of a service's JSON, with short or full names. */
final class ServiceBlock {
  private static final String PART = "did:peer:2 service";
  private static final Set<String> DIDCOMM = Set.of("dm", "DIDCommMessaging");

  private ServiceBlock() {}

  static Service service(URI uri) {
    return new Service(uri.toString(), List.of("didcomm/v2"), List.of(), false);
  }

  /** One service as an object, none as an empty array: as agents and wallets write them. */
  static String encode(List<Service> services) {
    String block = services.isEmpty() ? "[]" : block(services.get(0)).toString();
    return Base64Url.encode(Utf8.encode(block));
  }

  private static ObjectNode block(Service service) {
    ObjectNode block = JsonObject.create();
    block.put("t", "dm");
    ObjectNode endpoint = block.putObject("s");
    endpoint.put("uri", service.uri());
    service.routingKeys().forEach(endpoint.putArray("r")::add);
    service.accept().forEach(endpoint.putArray("a")::add);
    return block;
  }

  /** The DIDComm services of an element that holds one service or an array of them. */
  static List<Service> decode(String base64) {
    byte[] bytes = Base64Url.decodeLeniently(PART, base64);
    JsonNode block = JsonObject.tree(PART, Utf8.decode(PART, bytes));
    List<Service> services = new ArrayList<>();
    for (JsonNode node : each(block)) {
      JsonObject service = JsonObject.of(PART, node);
      if (DIDCOMM.contains(service.text(name(service, "t", "type")))) {
        for (JsonNode endpoint : each(service.get(name(service, "s", "serviceEndpoint")))) {
          services.add(service(service, endpoint));
        }
      }
    }
    return services;
  }

  /** An endpoint that is a plain text has its lists beside it, in the service. */
  private static Service service(JsonObject service, JsonNode endpoint) {
    if (endpoint.isTextual()) {
      return new Service(endpoint.textValue(), accept(service), routingKeys(service), true);
    }
    JsonObject object = JsonObject.of(PART + ".s", endpoint);
    return new Service(object.text("uri"), accept(object), routingKeys(object), false);
  }

  private static List<String> accept(JsonObject holder) {
    return holder.optionalTexts(name(holder, "a", "accept")).orElse(List.of());
  }

  private static List<String> routingKeys(JsonObject holder) {
    String full = name(holder, "routing_keys", "routingKeys");
    return holder.optionalTexts(name(holder, "r", full)).orElse(List.of());
  }

  private static String name(JsonObject holder, String name, String otherwise) {
    return holder.has(name) ? name : otherwise;
  }

  private static Iterable<JsonNode> each(JsonNode node) {
    return node.isArray() ? node : List.of(node);
  }
}
