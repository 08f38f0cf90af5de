package duet.didcomm;

import duet.didcomm.PeerDid.Curve;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * A pair of X25519 keys for key agreement. Immutable; its text form never shows the private half.
 */
public final class AgreementKey {
  private final KeyPair pair;
  private final String publicKey;

  private AgreementKey(KeyPair pair) {
    this.pair = pair;
    this.publicKey = Base64Url.encode(pair.open());
  }

  public static AgreementKey generate(SecureRandom random) {
    return new AgreementKey(KeyPair.generate(Curve.X25519, random));
  }

  /**
   * Reads an OKP JWK (RFC 8037) with its private half d.
   *
   * @throws MalformedException naming "jwk" or a field of it, without showing any of d
   */
  public static AgreementKey fromJwk(String json) {
    return new AgreementKey(KeyPair.fromJwk(Curve.X25519, json));
  }

  /** With the private half. */
  public String toJwk() {
    return pair.toJwk();
  }

  /** The raw public key in base64url. */
  public String publicKey() {
    return publicKey;
  }

  byte[] rawPublicKey() {
    return pair.open();
  }

  /**
   * The secret shared with the owner of a raw public key (RFC 7748 section 6.1).
   *
   * @param part what to call that key if it is a point of low order, which gives a secret anyone
   *     knows
   */
  byte[] agree(String part, byte[] theirs) {
    byte[] shared = new byte[X25519.POINT_SIZE];
    if (!X25519.calculateAgreement(pair.secret(), 0, theirs, 0, shared, 0)) {
      throw MalformedException.expected(part, "a public key on X25519", "a point of low order");
    }
    return shared;
  }

  @Override
  public String toString() {
    return pair.toString();
  }
}
