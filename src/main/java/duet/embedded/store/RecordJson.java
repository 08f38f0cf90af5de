package duet.embedded.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Entries as compact JSON objects. No failure quotes an entry, which may hold keys. */
final class RecordJson {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordJson() {}

  static byte[] write(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode read(ByteBuffer entry) {
    try (var parser = parser(entry)) {
      if (parser.readValueAsTree() instanceof ObjectNode json) {
        return json;
      }
    } catch (IOException e) {
      // thrown below
    }
    throw new StoreException("an entry is not a JSON object");
  }

  /** The texts of some fields, read up to the last of them. */
  static Map<String, String> texts(ByteBuffer entry, Set<String> fields) {
    var texts = new HashMap<String, String>();
    try (var parser = parser(entry)) {
      parser.nextToken();
      String name;
      while (texts.size() < fields.size() && (name = parser.nextFieldName()) != null) {
        var text = parser.nextTextValue();
        if (text == null) {
          parser.skipChildren();
        } else if (fields.contains(name)) {
          texts.put(name, text);
        }
      }
    } catch (IOException e) {
      // thrown below
    }
    if (texts.size() < fields.size()) {
      throw new StoreException("an entry lacks one of the texts " + fields);
    }
    return texts;
  }

  static String text(JsonNode json, String field) {
    return optional(json, field)
        .orElseThrow(() -> new StoreException("an entry lacks the text '" + field + "'"));
  }

  static Optional<String> optional(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::textValue);
  }

  static ObjectNode bind(Object record) {
    return Binding.MAPPER.valueToTree(record);
  }

  static <R> R bind(JsonNode json, Class<R> type) {
    try {
      return Binding.MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException("an entry can't be read as a " + type.getSimpleName());
    }
  }

  private static JsonParser parser(ByteBuffer entry) throws IOException {
    return MAPPER.createParser(entry.array(), entry.position(), entry.remaining());
  }

  /** Loaded when it is first used, which a short-lived agent may never do. */
  private static final class Binding {
    private static final ObjectMapper MAPPER =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }
}
