package duet.embedded.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Attachment;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.Utf8;
import java.util.Base64;
import java.util.Optional;

/** The JWT that a message carries, in its first attachment. */
final class JwtAttachment {

  /** The only format of attachments in issuing and presenting. */
  static final String FORMAT = "prism/jwt";

  private JwtAttachment() {}

  /** In base64url with padding, which a Cloud Agent writes and all read. */
  static ObjectNode of(String id, String jwt) {
    var attachment = JsonObject.create().put("id", id);
    attachment
        .putObject("data")
        .put("base64", Base64.getUrlEncoder().encodeToString(Utf8.encode(jwt)));
    return attachment.put("format", FORMAT);
  }

  /**
   * @throws MalformedException if it can't be read
   */
  static String read(Message message) {
    var attachments = message.attachments();
    if (attachments.isEmpty()) {
      throw new MalformedException("message.attachments", "The message has no attachment");
    }
    JsonObject.of("attachment", attachments.get(0)).require("format", FORMAT);
    return Attachment.of(attachments.get(0)).content();
  }

  /** Whether a message brings the same JWT as an earlier one. */
  static boolean repeats(Optional<String> earlier, Message message) {
    try {
      return earlier.equals(Optional.of(read(message)));
    } catch (MalformedException e) {
      return false;
    }
  }
}
