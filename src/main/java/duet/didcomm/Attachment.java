package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An attachment of a message with its content inline (DIDComm Messaging, "Attachments").
 *
 * @param id unique in its message
 * @param content the text behind {@code data}: JSON as it is, or decoded from base64
 */
public record Attachment(Optional<String> id, String content) {

  private static final String PART = "attachment";

  /**
   * Reads {@code data.json}, an object or a text, or {@code data.base64}, in either alphabet.
   *
   * @throws MalformedException naming "attachment" or a field of it
   */
  public static Attachment of(JsonNode json) {
    JsonObject attachment = JsonObject.of(PART, json);
    return new Attachment(attachment.optionalText("id"), content(attachment.object("data")));
  }

  private static String content(JsonObject data) {
    if (data.has("json")) {
      JsonNode json = data.get("json");
      return json.isTextual() ? json.textValue() : json.toString();
    }
    String part = data.path("base64");
    return Utf8.decode(part, Base64Url.decodeLeniently(part, data.text("base64")));
  }
}
