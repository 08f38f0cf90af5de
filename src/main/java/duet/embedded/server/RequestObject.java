package duet.embedded.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An object in the body of a request. A field that is null counts as missing, unknown ones are
 * ignored; what isn't as it must be is refused with 400, and with its path.
 *
 * @param path of the object, such as {@code documentTemplate.publicKeys[0]}; empty for the body
 * @param line method, path and query of the request
 */
record RequestObject(ObjectNode json, String path, String line) {

  /**
   * @throws Refusal if the body isn't a JSON object
   */
  static RequestObject of(ApiRequest request) {
    return new RequestObject(ApiJson.object(request.body(), request.line()), "", request.line());
  }

  RequestObject object(String field) {
    return optionalObject(field).orElseThrow(() -> missing(field));
  }

  Optional<RequestObject> optionalObject(String field) {
    return get(field).map(value -> object(value, at(field)));
  }

  List<RequestObject> objects(String field) {
    return optionalObjects(field).orElseThrow(() -> missing(field));
  }

  Optional<List<RequestObject>> optionalObjects(String field) {
    return get(field)
        .map(
            value -> {
              if (!(value instanceof ArrayNode array)) {
                throw invalid("expected array", field);
              }
              var objects = new ArrayList<RequestObject>();
              for (JsonNode element : array) {
                objects.add(object(element, at(field) + "[" + objects.size() + "]"));
              }
              return objects;
            });
  }

  String text(String field) {
    return optionalText(field).orElseThrow(() -> missing(field));
  }

  /** Half of a surrogate pair is refused too. */
  Optional<String> optionalText(String field) {
    return get(field)
        .map(
            value -> {
              if (!value.isTextual() || !UTF_8.newEncoder().canEncode(value.textValue())) {
                throw invalid("expected string", field);
              }
              return value.textValue();
            });
  }

  Optional<String> optionalUuid(String field) {
    var text = optionalText(field);
    try {
      text.ifPresent(UUID::fromString);
      return text;
    } catch (IllegalArgumentException e) {
      throw invalid("expected a UUID", field);
    }
  }

  Optional<Boolean> optionalBoolean(String field) {
    return get(field)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw invalid("expected boolean", field);
              }
              return value.booleanValue();
            });
  }

  Optional<Double> optionalNumber(String field) {
    return get(field)
        .map(
            value -> {
              if (!value.isNumber()) {
                throw invalid("expected number", field);
              }
              return value.doubleValue();
            });
  }

  /** Any value but null. */
  Optional<JsonNode> get(String field) {
    return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
  }

  Refusal missing(String field) {
    return invalid("missing", field);
  }

  /**
   * @param reason such as {@code Unknown curve: P-256}
   */
  Refusal invalid(String reason, String field) {
    return invalid(line, reason, at(field));
  }

  private RequestObject object(JsonNode value, String at) {
    if (value instanceof ObjectNode object) {
      return new RequestObject(object, at, line);
    }
    throw invalid(line, "expected object", at);
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static Refusal invalid(String line, String reason, String at) {
    return ApiJson.invalid(line, "body (%s at '%s')".formatted(reason, at));
  }
}
