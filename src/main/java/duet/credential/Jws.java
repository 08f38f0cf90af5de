package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.Excerpt;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JWT in compact serialisation (RFC 7515 section 3.1), signed with ES256K or EdDSA. Its base64
 * may be padded; what is signed is the text as it stands.
 *
 * @param part what to call it in messages
 */
record Jws(String part, JsonObject payload, KeyCurve curve, String signed, byte[] signature) {

  /**
   * @throws MalformedException if it can't be decoded
   */
  static Jws parse(String part, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw invalid(
          Reason.TOO_LARGE, part, text.length() + " characters long", "at most " + maxLength);
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw MalformedException.invalid(
          part, "a JWT: three parts in base64url, with dots between", Excerpt.of(text));
    }
    JsonObject header = json(part + " header", parts[0]);
    KeyCurve curve = curve(header);
    header.refuse("crit");
    byte[] signature = Base64Url.decodeLeniently(part + " signature", parts[2]);
    String signed = text.substring(0, text.lastIndexOf('.'));
    return new Jws(part, json(part, parts[1]), curve, signed, signature);
  }

  static String sign(ObjectNode payload, SigningKey key, Optional<String> kid) {
    String alg =
        key.curve()
            .algorithm()
            .orElseThrow(() -> new IllegalArgumentException("can't sign a JWT with " + key));
    ObjectNode header = JsonObject.create();
    kid.ifPresent(id -> header.put("kid", id));
    header.put("typ", "JWT").put("alg", alg);
    String signed = encode(header) + "." + encode(payload);
    return signed + "." + Base64Url.encode(key.sign(bytes(signed)));
  }

  /** Tries all keys of the purpose on the curve of the alg; the kid isn't used. */
  void verify(PrismDid signer, KeyPurpose purpose) {
    List<PrismKey> keys =
        signer.keys(purpose).stream().filter(key -> key.curve() == curve).toList();
    if (keys.isEmpty()) {
      throw invalid(
          Reason.NO_KEY_FOR_PURPOSE,
          part,
          "its alg is %s, and %s has no %s key on %s%s"
              .formatted(
                  curve.algorithm().orElseThrow(),
                  signer.canonical(),
                  purpose.restName(),
                  curve.wireName(),
                  signer.isLongForm() ? "" : " in short form"),
          "signed by one");
    }
    if (keys.stream().noneMatch(key -> key.publicKey().verify(bytes(signed), signature))) {
      throw invalid(
          Reason.SIGNATURE,
          part,
          "its signature is not by any %s key of %s"
              .formatted(purpose.restName(), signer.canonical()),
          "signed by one, and unchanged");
    }
  }

  private static KeyCurve curve(JsonObject header) {
    var alg = Optional.ofNullable(header.get("alg").textValue());
    return Stream.of(KeyCurve.values())
        .filter(curve -> alg.isPresent() && curve.algorithm().equals(alg))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    Reason.UNSUPPORTED_ALGORITHM,
                    header.path("alg"),
                    Excerpt.of(header.get("alg")),
                    "ES256K or EdDSA"));
  }

  private static JsonObject json(String part, String base64) {
    return JsonObject.parse(part, Utf8.decode(part, Base64Url.decodeLeniently(part, base64)));
  }

  private static String encode(ObjectNode json) {
    return Base64Url.encode(Utf8.encode(json.toString()));
  }

  private static byte[] bytes(String signed) {
    return signed.getBytes(StandardCharsets.UTF_8);
  }
}
