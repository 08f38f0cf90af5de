package duet.didcomm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.PeerDid.Curve;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The halves of a key of either curve, and their JWK (RFC 8037). Never shows the private half. */
final class KeyPair {
  static final int LENGTH = 32;

  private final Curve curve;
  private final byte[] secret;
  private final byte[] open;

  KeyPair(Curve curve, byte[] secret) {
    this.curve = curve;
    this.secret = secret;
    this.open = open(curve, secret);
  }

  /** On both curves any 32 bytes are a private key. */
  static KeyPair generate(Curve curve, SecureRandom random) {
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    return new KeyPair(curve, secret);
  }

  static KeyPair fromJwk(Curve curve, String json) {
    JsonObject jwk = parse(json);
    require(jwk, "kty", "OKP");
    require(jwk, "crv", curve.jwkName);
    KeyPair pair = new KeyPair(curve, secret(jwk));
    byte[] open = Base64Url.decode("jwk.x", jwk.text("x"), LENGTH);
    if (!MessageDigest.isEqual(open, pair.open)) {
      throw MalformedException.expected("jwk.x", "the public half of d", "another key");
    }
    return pair;
  }

  String toJwk() {
    ObjectNode jwk = JsonObject.create();
    jwk.put("kty", "OKP");
    jwk.put("crv", curve.jwkName);
    jwk.put("x", Base64Url.encode(open));
    jwk.put("d", Base64Url.encode(secret));
    return jwk.toString();
  }

  byte[] secret() {
    return secret;
  }

  byte[] open() {
    return open;
  }

  @Override
  public String toString() {
    return curve.jwkName + " " + Base64Url.encode(open);
  }

  private static byte[] open(Curve curve, byte[] secret) {
    byte[] open = new byte[LENGTH];
    switch (curve) {
      case X25519 -> X25519.generatePublicKey(secret, 0, open, 0);
      case ED25519 -> Ed25519.generatePublicKey(secret, 0, open, 0);
    }
    return open;
  }

  private static JsonObject parse(String json) {
    try {
      return JsonObject.parse("jwk", json);
    } catch (MalformedException e) {
      // neither the excerpt nor the parser's message may carry a private key into a log
      throw MalformedException.expected("jwk", "a JSON object", "something else");
    }
  }

  private static void require(JsonObject jwk, String name, String value) {
    if (!jwk.text(name).equals(value)) {
      throw jwk.unexpected(name, value);
    }
  }

  private static byte[] secret(JsonObject jwk) {
    try {
      return Base64Url.decode("jwk.d", jwk.text("d"), LENGTH);
    } catch (MalformedException e) {
      throw MalformedException.expected("jwk.d", LENGTH + " bytes in base64url", "something else");
    }
  }
}
