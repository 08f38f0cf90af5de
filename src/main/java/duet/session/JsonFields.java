package duet.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Fields of a session's JSON that must be what they were written as. */
final class JsonFields {

  private JsonFields() {}

  static String text(JsonNode json, String field) {
    return optionalText(json, field).orElseThrow(() -> wrong(field, "missing"));
  }

  static Optional<String> optionalText(JsonNode json, String field) {
    var node = json.path(field);
    if (!node.isMissingNode() && !node.isTextual()) {
      throw wrong(field, "no text");
    }
    return Optional.ofNullable(node.textValue());
  }

  static boolean flag(JsonNode json, String field) {
    if (!json.path(field).isBoolean()) {
      throw wrong(field, "neither true nor false");
    }
    return json.path(field).booleanValue();
  }

  static Instant time(JsonNode json, String field) {
    return optionalTime(json, field).orElseThrow(() -> wrong(field, "missing"));
  }

  static Optional<Instant> optionalTime(JsonNode json, String field) {
    try {
      return optionalText(json, field).map(Instant::parse);
    } catch (DateTimeException e) {
      throw wrong(field, "no time");
    }
  }

  static IllegalArgumentException wrong(String field, String how) {
    return new IllegalArgumentException("its field " + field + " is " + how);
  }
}
