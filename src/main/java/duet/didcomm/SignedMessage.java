package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.PeerDid.Curve;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Messages that anybody can read, and that prove their sender: a JWS in general JSON serialisation,
 * EdDSA over Ed25519 (DIDComm Messaging, "DIDComm Signed Messages").
 */
public final class SignedMessage {

  public static final String MEDIA_TYPE = "application/didcomm-signed+json";

  private static final String PART = "signed message";
  private static final String ALGORITHM = "EdDSA";

  private SignedMessage() {}

  /**
   * @param kid the id of the authentication key, of the DID that the message is from
   */
  public static String sign(Message message, String kid, KeyPair authentication) {
    ObjectNode header = JsonObject.create().put("typ", MEDIA_TYPE).put("alg", ALGORITHM);
    String protectedHeader = Base64Url.encode(Utf8.encode(header.toString()));
    String payload = Base64Url.encode(Utf8.encode(message.toJson()));
    byte[] signature = authentication.sign(signed(protectedHeader, payload));
    ObjectNode json = JsonObject.create().put("payload", payload);
    ObjectNode entry = json.putArray("signatures").addObject();
    entry.put("protected", protectedHeader);
    entry.put("signature", Base64Url.encode(signature));
    entry.putObject("header").put("kid", kid);
    return json.toString();
  }

  /**
   * The message, if its first signature is by a key of the did:peer:2 that it is from.
   *
   * @throws MalformedException if it isn't a signed message
   * @throws EnvelopeException with {@link Fault#UNKNOWN_SENDER} or {@link Fault#FORGED} if the
   *     signature proves nothing
   */
  public static Message verify(String jws) {
    JsonObject json = JsonObject.parse(PART, jws);
    String payload = json.text("payload");
    List<JsonNode> signatures = json.optionalElements("signatures").orElse(List.of());
    if (signatures.isEmpty()) {
      throw json.invalid("signatures", "a non-empty array");
    }
    JsonObject entry = JsonObject.of(PART + ".signatures", signatures.get(0));
    String kid = verify(entry, payload);
    Message message = Message.parse(Utf8.decode(PART, Base64Url.decode(PART, payload)));
    if (!message.from().equals(Optional.of(KeyId.did(kid)))) {
      throw untrusted(Fault.FORGED, "is not from the DID that signed it", kid);
    }
    return message;
  }

  static boolean isSigned(String json) {
    return json.contains("\"signatures\"");
  }

  private static String verify(JsonObject entry, String payload) {
    String protectedHeader = entry.text("protected");
    String part = entry.path("protected");
    JsonObject header =
        JsonObject.parse(part, Utf8.decode(part, Base64Url.decode(part, protectedHeader)));
    header.require("alg", ALGORITHM);
    header.refuse("crit");
    String kid = header.optionalText("kid").orElseGet(() -> entry.object("header").text("kid"));
    byte[] key =
        authenticationKey(kid)
            .map(found -> Base64Url.decode("public key", found.publicKey()))
            .orElseThrow(
                () -> untrusted(Fault.UNKNOWN_SENDER, "is signed with an unknown key", kid));
    byte[] signature = Base64Url.decode(entry.path("signature"), entry.text("signature"));
    if (!KeyPair.verify(key, signed(protectedHeader, payload), signature)) {
      throw untrusted(Fault.FORGED, "has a signature that is not by this key", kid);
    }
    return kid;
  }

  private static Optional<PeerDid.Key> authenticationKey(String kid) {
    try {
      return PeerDid.parse(KeyId.did(kid)).key(kid).filter(key -> key.curve() == Curve.ED25519);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static byte[] signed(String protectedHeader, String payload) {
    return (protectedHeader + "." + payload).getBytes(StandardCharsets.US_ASCII);
  }

  private static EnvelopeException untrusted(Fault fault, String what, String kid) {
    return new EnvelopeException(
        fault, "the signed message " + what + ": " + Excerpt.of(kid), List.of());
  }
}
