package duet.didcomm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A foreign JSON object, read field by field. Whatever isn't as asked is a {@link
 * MalformedException} that names the field; a field that is null counts as absent.
 */
record JsonObject(String part, ObjectNode node) {
  private static final int MAX_DEPTH = 64;
  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static ObjectNode create() {
    return JsonNodeFactory.instance.objectNode();
  }

  static JsonObject parse(String part, String json) {
    return of(part, tree(part, json));
  }

  /** Any one JSON value, without doubled keys and without anything after it. */
  static JsonNode tree(String part, String json) {
    try {
      return STRICT.readTree(json);
    } catch (JsonProcessingException e) {
      throw MalformedException.expected(part, "JSON", Excerpt.of(json), e);
    }
  }

  static JsonObject of(String part, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new JsonObject(part, object);
    }
    throw MalformedException.expected(part, "a JSON object", Excerpt.of(node));
  }

  boolean has(String name) {
    return !get(name).isMissingNode();
  }

  /** The field's value, a missing node where there is none. */
  JsonNode get(String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? JsonNodeFactory.instance.missingNode() : value;
  }

  JsonObject object(String name) {
    return of(path(name), get(name));
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> unexpected(name, "text"));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw unexpected(name, "text");
    }
    Utf8.require(path(name), value.textValue());
    return Optional.of(value.textValue());
  }

  Optional<List<String>> optionalTexts(String name) {
    return optionalElements(name)
        .map(
            elements -> {
              if (!elements.stream().allMatch(JsonNode::isTextual)) {
                throw unexpected(name, "an array of texts");
              }
              elements.forEach(element -> Utf8.require(path(name), element.textValue()));
              return elements.stream().map(JsonNode::textValue).toList();
            });
  }

  Optional<List<JsonNode>> optionalElements(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      throw unexpected(name, "an array");
    }
    List<JsonNode> elements = new ArrayList<>(value.size());
    value.forEach(elements::add);
    return Optional.of(elements);
  }

  Optional<Long> optionalSeconds(String name) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw unexpected(name, "a whole number of seconds");
    }
    return Optional.of(value.longValue());
  }

  void refuse(String name) {
    if (node.has(name)) {
      throw MalformedException.expected(path(name), "absent", "there");
    }
  }

  MalformedException unexpected(String name, String expected) {
    return MalformedException.expected(path(name), expected, Excerpt.of(get(name)));
  }

  String path(String name) {
    return part + "." + name;
  }
}
