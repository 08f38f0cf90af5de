package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import java.security.SecureRandom;

/** A private key with its public half. Immutable; its text form never shows the private half. */
public final class SigningKey {
  private final KeyCurve curve;
  private final byte[] privateKey;
  private final PublicKey publicKey;

  private SigningKey(KeyCurve curve, byte[] privateKey) {
    this.curve = curve;
    this.privateKey = privateKey;
    this.publicKey = PublicKey.of(curve, curve.publicKey(privateKey));
  }

  /**
   * A new key. On secp256k1 none whose x or y begins with a zero byte: wallets with Identus' SDK 7
   * can't resolve a DID with such a key.
   */
  public static SigningKey generate(KeyCurve curve, SecureRandom random) {
    return new SigningKey(curve, curve.generate(random));
  }

  /**
   * Reads a JWK with its private half d.
   *
   * @throws InvalidCredentialException without any of d
   */
  public static SigningKey fromJwk(String json) {
    ObjectNode jwk = parse(json);
    var publicKey = PublicKey.fromJwk(jwk);
    byte[] d = privateKey(jwk);
    if (publicKey.curve() == KeyCurve.SECP256K1 && !Secp256k1.isPrivateKey(d)) {
      throw withheld();
    }
    var key = new SigningKey(publicKey.curve(), d);
    if (!key.publicKey.equals(publicKey)) {
      throw invalid(Reason.MALFORMED, "jwk.x", "another key", "the public half of d");
    }
    return key;
  }

  /** With the private half, for storage alone. */
  public String toJwk() {
    return publicKey.toJwk().put("d", Base64Url.encode(privateKey)).toString();
  }

  public KeyCurve curve() {
    return curve;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * On secp256k1 r and s in 64 bytes, over the SHA-256, with the deterministic k of RFC 6979; on
   * Ed25519 the signature of RFC 8032.
   *
   * @throws IllegalStateException on X25519
   */
  public byte[] sign(byte[] content) {
    return curve.sign(privateKey, content);
  }

  @Override
  public String toString() {
    return curve.wireName() + " " + publicKey.encoded();
  }

  private static ObjectNode parse(String json) {
    try {
      return JsonObject.parse("jwk", json).node();
    } catch (MalformedException e) {
      // Neither the excerpt nor the parser's message may carry a private key into a log.
      throw invalid(Reason.MALFORMED, "jwk", "value withheld", "a JSON object");
    }
  }

  private static byte[] privateKey(ObjectNode jwk) {
    try {
      var object = new JsonObject("jwk", jwk);
      return Base64Url.decode("jwk.d", object.text("d"), KeyCurve.PRIVATE_LENGTH);
    } catch (MalformedException e) {
      throw withheld();
    }
  }

  private static InvalidCredentialException withheld() {
    return invalid(
        Reason.MALFORMED, "jwk.d", "value withheld", "the 32 bytes of a private key in base64url");
  }
}
