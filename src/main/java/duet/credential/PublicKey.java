package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.InvalidCredentialException.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.JsonObject;

/**
 * A public key.
 *
 * @param encoded in base64url without padding: 33 bytes on secp256k1, the compressed point, 32 on
 *     the other curves
 */
public record PublicKey(KeyCurve curve, String encoded) {
  private static final String PART = "public key";

  public PublicKey {
    byte[] raw = reading(() -> Base64Url.decode(PART, encoded, curve.publicLength));
    if (curve == KeyCurve.SECP256K1 && !Secp256k1.isPoint(raw)) {
      throw malformed("another point");
    }
  }

  static PublicKey of(KeyCurve curve, byte[] raw) {
    return new PublicKey(curve, Base64Url.encode(raw));
  }

  /**
   * Coordinates on secp256k1, as big-endian numbers that may be shorter or longer than 32 bytes.
   */
  static PublicKey ofPoint(byte[] x, byte[] y) {
    try {
      return of(KeyCurve.SECP256K1, Secp256k1.compress(x, y));
    } catch (IllegalArgumentException e) {
      throw malformed("another point");
    }
  }

  /**
   * Reads the public half of a JWK, of kty EC or OKP. Base64 may be padded: that of Cloud Agents
   * is.
   */
  public static PublicKey fromJwk(JsonNode json) {
    return reading(() -> fromJwk(JsonObject.of("jwk", json)));
  }

  /** kty, crv, x and on secp256k1 y. */
  public ObjectNode toJwk() {
    var jwk = JsonObject.create();
    if (curve == KeyCurve.SECP256K1) {
      jwk.put("kty", "EC").put("crv", curve.wireName());
      jwk.put("x", Base64Url.encode(Secp256k1.x(raw())));
      return jwk.put("y", Base64Url.encode(Secp256k1.y(raw())));
    }
    return jwk.put("kty", "OKP").put("crv", curve.wireName()).put("x", encoded);
  }

  /**
   * Whether it is this key's signature: on secp256k1 r and s in 64 bytes over the SHA-256, on
   * Ed25519 that of RFC 8032. On X25519 nothing is.
   */
  public boolean verify(byte[] content, byte[] signature) {
    return curve.verify(raw(), content, signature);
  }

  byte[] raw() {
    return Base64Url.decode(PART, encoded);
  }

  private static PublicKey fromJwk(JsonObject jwk) {
    String name = jwk.text("crv");
    var curve =
        KeyCurve.ofWireName(name)
            .orElseThrow(
                () ->
                    new InvalidCredentialException(
                        Reason.WRONG_CURVE,
                        jwk.invalid("crv", "secp256k1, Ed25519 or X25519").getMessage()));
    boolean point = curve == KeyCurve.SECP256K1;
    jwk.require("kty", point ? "EC" : "OKP");
    byte[] x = coordinate(jwk, "x");
    return point ? ofPoint(x, coordinate(jwk, "y")) : of(curve, x);
  }

  private static byte[] coordinate(JsonObject jwk, String name) {
    byte[] bytes = Base64Url.decodeLeniently(jwk.path(name), jwk.text(name));
    if (bytes.length != 32) {
      throw jwk.invalid(name, "32 bytes in base64url");
    }
    return bytes;
  }

  private static InvalidCredentialException malformed(String seen) {
    return invalid(Reason.MALFORMED, PART, seen, "a point on secp256k1");
  }
}
