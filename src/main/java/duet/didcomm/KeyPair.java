package duet.didcomm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.PeerDid.Curve;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A pair of keys: X25519 for key agreement, Ed25519 for authentication. Immutable; its text form
 * never shows the private half.
 */
public final class KeyPair {
  static final int LENGTH = 32;

  private final Curve curve;
  private final byte[] privateKey;
  private final byte[] publicKey;

  private KeyPair(Curve curve, byte[] privateKey) {
    this.curve = curve;
    this.privateKey = privateKey;
    this.publicKey = new byte[LENGTH];
    switch (curve) {
      case X25519 -> X25519.generatePublicKey(privateKey, 0, publicKey, 0);
      case ED25519 -> Ed25519.generatePublicKey(privateKey, 0, publicKey, 0);
    }
  }

  /** On both curves any 32 bytes are a private key. */
  public static KeyPair generate(Curve curve, SecureRandom random) {
    byte[] privateKey = new byte[LENGTH];
    random.nextBytes(privateKey);
    return new KeyPair(curve, privateKey);
  }

  /**
   * Reads an OKP JWK (RFC 8037) with its private half d.
   *
   * @throws MalformedException naming "jwk" or a field of it, without showing any of d
   */
  public static KeyPair fromJwk(Curve curve, String json) {
    JsonObject jwk = parse(json);
    jwk.require("kty", "OKP");
    jwk.require("crv", curve.jwkName);
    KeyPair pair = new KeyPair(curve, privateKey(jwk));
    byte[] publicKey = Base64Url.decode("jwk.x", jwk.text("x"), LENGTH);
    if (!MessageDigest.isEqual(publicKey, pair.publicKey)) {
      throw MalformedException.invalid("jwk.x", "the public half of d", "another key");
    }
    return pair;
  }

  /** With the private half. */
  public String toJwk() {
    ObjectNode jwk = JsonObject.create();
    jwk.put("kty", "OKP");
    jwk.put("crv", curve.jwkName);
    jwk.put("x", publicKey());
    jwk.put("d", Base64Url.encode(privateKey));
    return jwk.toString();
  }

  /** The raw public key in base64url. */
  public String publicKey() {
    return Base64Url.encode(publicKey);
  }

  byte[] rawPublicKey() {
    return publicKey;
  }

  /**
   * The secret shared with the owner of a raw public key (RFC 7748 section 6.1).
   *
   * @param part what to call that key if it is a point of low order, which gives a secret anyone
   *     knows
   */
  byte[] agree(String part, byte[] theirs) {
    require(Curve.X25519);
    byte[] shared = new byte[X25519.POINT_SIZE];
    if (!X25519.calculateAgreement(privateKey, 0, theirs, 0, shared, 0)) {
      throw MalformedException.invalid(part, "a public key on X25519", "a point of low order");
    }
    return shared;
  }

  /** An Ed25519 signature (RFC 8032 section 5.1.6). */
  byte[] sign(byte[] content) {
    require(Curve.ED25519);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(privateKey, 0, content, 0, content.length, signature, 0);
    return signature;
  }

  /** Whether a signature is that of a raw Ed25519 public key. */
  static boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, publicKey, 0, content, 0, content.length);
  }

  /**
   * @throws IllegalArgumentException if this is a pair on the other curve
   */
  void require(Curve wanted) {
    if (curve != wanted) {
      throw new IllegalArgumentException("wrong curve " + curve + " (must be " + wanted + ")");
    }
  }

  @Override
  public String toString() {
    return curve.jwkName + " " + publicKey();
  }

  private static JsonObject parse(String json) {
    try {
      return JsonObject.parse("jwk", json);
    } catch (MalformedException e) {
      // Neither the excerpt nor the parser's message may carry a private key into a log.
      throw MalformedException.invalid("jwk", "a JSON object", "value withheld");
    }
  }

  private static byte[] privateKey(JsonObject jwk) {
    try {
      return Base64Url.decode("jwk.d", jwk.text("d"), LENGTH);
    } catch (MalformedException e) {
      throw MalformedException.invalid("jwk.d", LENGTH + " bytes in base64url", "value withheld");
    }
  }
}
