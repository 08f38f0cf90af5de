package duet.live.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.util.UrlEncoded;

/** The fields of a form, of {@code application/x-www-form-urlencoded} in UTF-8. */
record Form(Map<String, String> fields) {

  private static final String TYPE = "(?i)\\s*application/x-www-form-urlencoded\\s*(;.*)?";

  /**
   * @param contentType null if there was none
   * @throws PageProblem with 415 for another type
   */
  static void requireType(String contentType) {
    if (contentType != null && !contentType.matches(TYPE)) {
      throw PageProblem.of(
          415, "The body isn't a form.", "Send application/x-www-form-urlencoded.");
    }
  }

  /**
   * @throws PageProblem with 400 if it isn't one, or has a field twice
   */
  static Form parse(ByteBuffer body) {
    var fields = new LinkedHashMap<String, String>();
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(body).toString();
      UrlEncoded.decodeTo(
          text,
          (name, value) -> {
            if (fields.put(name, value) != null) {
              throw new IllegalArgumentException("twice");
            }
          },
          StandardCharsets.UTF_8);
    } catch (CharacterCodingException | RuntimeException e) {
      throw PageProblem.of(
          400, "The form can't be read.", "Fill in the page's form, and send it again.");
    }
    return new Form(fields);
  }

  /** Empty if it isn't there. */
  String field(String name) {
    return fields.getOrDefault(name, "").strip();
  }
}
