package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.ContentEncryption.Sealed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parsed envelope: general JSON serialisation (RFC 7516 section 7.2.1) with one protected header,
 * and only a key id beside each wrapped key.
 *
 * @param aad the protected header as it is written, which the encryption binds
 */
record Jwe(ProtectedHeader header, String aad, List<Recipient> recipients, Sealed sealed) {
  private static final int MAX_LENGTH = 1 << 20;
  private static final String PART = "envelope";

  /** A wrapped content key, and the key that unwraps it. */
  record Recipient(String kid, byte[] encryptedKey) {}

  /** Whether a plaintext is another envelope. */
  static boolean isEnvelope(String plaintext) {
    if (!plaintext.contains("\"ciphertext\"")) {
      return false;
    }
    try {
      return JsonObject.tree(PART, plaintext).has("ciphertext");
    } catch (MalformedException e) {
      return false;
    }
  }

  static Jwe parse(String text) {
    MalformedException.requireLength(PART, text, MAX_LENGTH);
    JsonObject envelope = JsonObject.parse(PART, text);
    for (String name : List.of("unprotected", "header", "encrypted_key", "aad")) {
      envelope.refuse(name);
    }
    String aad = envelope.text("protected");
    ProtectedHeader header = ProtectedHeader.parse(aad);
    ContentEncryption enc = header.enc();
    var sealed =
        new Sealed(
            Base64Url.decode("envelope.iv", envelope.text("iv"), enc.ivLength),
            Base64Url.decode("envelope.ciphertext", envelope.text("ciphertext")),
            Base64Url.decode("envelope.tag", envelope.text("tag"), enc.tagLength));
    var jwe = new Jwe(header, aad, recipients(envelope, enc), sealed);
    jwe.requireDigest();
    return jwe;
  }

  String toJson() {
    ObjectNode json = JsonObject.create();
    json.put("ciphertext", Base64Url.encode(sealed.ciphertext()));
    json.put("protected", aad);
    ArrayNode array = json.putArray("recipients");
    for (Recipient recipient : recipients) {
      ObjectNode entry = array.addObject();
      entry.put("encrypted_key", Base64Url.encode(recipient.encryptedKey()));
      entry.putObject("header").put("kid", recipient.kid());
    }
    json.put("tag", Base64Url.encode(sealed.tag()));
    json.put("iv", Base64Url.encode(sealed.iv()));
    return json.toString();
  }

  List<String> kids() {
    return recipients.stream().map(Recipient::kid).toList();
  }

  private static List<Recipient> recipients(JsonObject envelope, ContentEncryption enc) {
    List<JsonNode> entries = envelope.optionalElements("recipients").orElse(List.of());
    if (entries.isEmpty()) {
      throw envelope.invalid("recipients", "a non-empty array");
    }
    List<Recipient> recipients = new ArrayList<>(entries.size());
    Set<String> kids = new HashSet<>();
    for (JsonNode entry : entries) {
      Recipient recipient = recipient(JsonObject.of("envelope.recipients", entry), enc);
      if (!kids.add(recipient.kid())) {
        throw MalformedException.invalid(
            "envelope.recipients", "different key ids", Excerpt.of(recipient.kid()) + " twice");
      }
      recipients.add(recipient);
    }
    return recipients;
  }

  private static Recipient recipient(JsonObject entry, ContentEncryption enc) {
    JsonObject header = entry.object("header");
    String kid = header.text("kid");
    if (header.node().size() != 1) {
      throw entry.invalid("header", "an object with only a kid");
    }
    int length = enc.keyLength + KeyAgreement.WRAPPING_LENGTH;
    byte[] key = Base64Url.decode(entry.path("encrypted_key"), entry.text("encrypted_key"), length);
    return new Recipient(kid, key);
  }

  private void requireDigest() {
    byte[] digest = KeyId.digest(kids());
    if (!Arrays.equals(header.apv(), digest)) {
      throw MalformedException.invalid(
          "envelope.protected.apv",
          "the digest of the recipients' key ids, " + Base64Url.encode(digest),
          Excerpt.of(Base64Url.encode(header.apv())));
    }
  }
}
