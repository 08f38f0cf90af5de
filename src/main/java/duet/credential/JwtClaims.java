package duet.credential;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Claims that may take several forms. Refusals are {@code MalformedException}s. */
record JwtClaims(JsonObject json) {

  /** One text, an array of texts, or none. */
  List<String> texts(String name) {
    if (json.get(name).isTextual()) {
      return List.of(json.text(name));
    }
    return json.optionalTexts(name).orElse(List.of());
  }

  /** One object, an array of objects, or none. */
  List<JsonObject> objects(String name) {
    JsonNode value = json.get(name);
    if (value.isArray()) {
      return value.valueStream().map(element -> JsonObject.of(json.path(name), element)).toList();
    }
    return value.isMissingNode() ? List.of() : List.of(json.object(name));
  }

  /** A NumericDate (RFC 7519 section 2): seconds since 1970, of which fractions are cut off. */
  Optional<Instant> instant(String name) {
    JsonNode value = json.get(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (seconds > Instant.MIN.getEpochSecond() && seconds < Instant.MAX.getEpochSecond()) {
      return Optional.of(
          Instant.ofEpochSecond(value.isIntegralNumber() ? value.longValue() : (long) seconds));
    }
    throw json.invalid(name, "a number of seconds since 1970");
  }
}
