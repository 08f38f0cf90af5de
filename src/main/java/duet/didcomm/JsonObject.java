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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A foreign JSON object, read field by field. A field of the wrong form gives a {@link
 * MalformedException} that names it; one that is null counts as absent.
 */
public record JsonObject(String part, ObjectNode node) {
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

  public static ObjectNode create() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static JsonObject parse(String part, String json) {
    return of(part, tree(part, json));
  }

  /** Any one JSON value, without duplicate keys and without anything after it. */
  public static JsonNode tree(String part, String json) {
    try {
      return STRICT.readTree(json);
    } catch (JsonProcessingException e) {
      throw MalformedException.invalid(part, "JSON", Excerpt.of(json), e);
    }
  }

  public static JsonObject of(String part, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new JsonObject(part, object);
    }
    throw MalformedException.invalid(part, "a JSON object", Excerpt.of(node));
  }

  public boolean has(String name) {
    return !get(name).isMissingNode();
  }

  /** The field's value, a missing node where there is none. */
  public JsonNode get(String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? JsonNodeFactory.instance.missingNode() : value;
  }

  public JsonObject object(String name) {
    return of(path(name), get(name));
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> invalid(name, "a string"));
  }

  public Optional<String> optionalText(String name) {
    return optional(name, JsonNode::isTextual, "a string")
        .map(value -> Utf8.require(path(name), value.textValue()));
  }

  public Optional<List<String>> optionalTexts(String name) {
    return optionalElements(name)
        .map(
            elements -> {
              if (!elements.stream().allMatch(JsonNode::isTextual)) {
                throw invalid(name, "an array of strings");
              }
              return elements.stream().map(e -> Utf8.require(path(name), e.textValue())).toList();
            });
  }

  public Optional<List<JsonNode>> optionalElements(String name) {
    return optional(name, JsonNode::isArray, "an array").map(array -> array.valueStream().toList());
  }

  public Optional<Long> optionalSeconds(String name) {
    return optional(
            name,
            value -> value.isIntegralNumber() && value.canConvertToLong(),
            "a whole number of seconds")
        .map(JsonNode::longValue);
  }

  private Optional<JsonNode> optional(String name, Predicate<JsonNode> valid, String requirement) {
    var value = Optional.of(get(name)).filter(found -> !found.isMissingNode());
    if (value.filter(valid.negate()).isPresent()) {
      throw invalid(name, requirement);
    }
    return value;
  }

  public void require(String name, String value) {
    if (!text(name).equals(value)) {
      throw invalid(name, value);
    }
  }

  public void refuse(String name) {
    if (node.has(name)) {
      throw MalformedException.invalid(path(name), "absent", Excerpt.of(node.get(name)));
    }
  }

  public MalformedException invalid(String name, String requirement) {
    return MalformedException.invalid(path(name), requirement, Excerpt.of(get(name)));
  }

  public String path(String name) {
    return part + "." + name;
  }
}
