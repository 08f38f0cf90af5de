package duet.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duet.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One claim of a credential.
 *
 * @param value a text, or what JSON can say but null
 */
record Claim(String name, Object value) {

  private static final int SHOWN = 60;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads {@code name=text}, or {@code name:=JSON} for anything but a text.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Claim parse(String text) {
    int end = text.indexOf('=');
    boolean json = end > 0 && text.charAt(end - 1) == ':';
    var name = text.substring(0, Math.max(0, json ? end - 1 : end)).strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "invalid claim '%s' (must be name=text or name:=JSON, such as name=Alice or age:=30)"
              .formatted(SafeText.shorten(text, SHOWN)));
    }
    if (name.equals("id")) {
      throw new IllegalArgumentException(
          "invalid claim 'id': a credential's id is its subject, a DID that the holder chooses");
    }
    var value = text.substring(end + 1);
    return new Claim(name, json ? value(name, value) : value);
  }

  /**
   * All by their names, in their order.
   *
   * @throws IllegalArgumentException if a name stands twice
   */
  static Map<String, Object> byName(List<Claim> claims) {
    var all = new LinkedHashMap<String, Object>();
    for (Claim claim : claims) {
      if (all.put(claim.name, claim.value) != null) {
        throw new IllegalArgumentException("the claim '%s' is given twice".formatted(claim.name));
      }
    }
    return all;
  }

  private static Object value(String name, String json) {
    try {
      var value = JSON.readValue(json, Object.class);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // refused below
    }
    throw new IllegalArgumentException(
        "invalid claim '%s': '%s' isn't a JSON value (such as 30, true or [\"a\"]; %s=… takes a text)"
            .formatted(name, SafeText.shorten(json, SHOWN), name));
  }
}
