package duet.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Excerpt;
import duet.didcomm.MalformedException;
import duet.didcomm.Utf8;

/**
 * JCS (RFC 8785) of what a status list holds: texts and integers. Fractions, whose spelling is the
 * hard part, are refused, and so are control characters, which Jackson escapes in other letters.
 */
final class CanonicalJson {
  private static final long MAX_INTEGER = 1L << 53;
  private static final ObjectWriter SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build().writer();

  private CanonicalJson() {}

  static byte[] of(String part, ObjectNode json) {
    requirePlain(part, json);
    try {
      return Utf8.encode(SORTED.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always written", e);
    }
  }

  private static void requirePlain(String part, JsonNode node) {
    if (node.isNumber() && !isInteger(node)) {
      throw MalformedException.invalid(
          part, "with integers up to 2^53 as its numbers", Excerpt.of(node));
    }
    if (node.isTextual()) {
      requirePlain(part, node.textValue());
    }
    node.propertyStream().forEach(property -> requirePlain(part, property.getKey()));
    node.forEach(child -> requirePlain(part, child));
  }

  private static boolean isInteger(JsonNode number) {
    return number.isIntegralNumber()
        && number.canConvertToLong()
        && Math.abs(number.longValue()) <= MAX_INTEGER;
  }

  private static void requirePlain(String part, String text) {
    if (text.chars().anyMatch(c -> c < ' ')) {
      throw MalformedException.invalid(part, "without control characters", Excerpt.of(text));
    }
    Utf8.require(part, text);
  }
}
