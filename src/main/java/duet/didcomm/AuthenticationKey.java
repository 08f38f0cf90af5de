package duet.didcomm;

import duet.didcomm.PeerDid.Curve;
import java.security.SecureRandom;

/** A pair of Ed25519 keys for signing. Immutable; its text form never shows the private half. */
public final class AuthenticationKey {
  private final KeyPair pair;
  private final String publicKey;

  private AuthenticationKey(KeyPair pair) {
    this.pair = pair;
    this.publicKey = Base64Url.encode(pair.open());
  }

  public static AuthenticationKey generate(SecureRandom random) {
    return new AuthenticationKey(KeyPair.generate(Curve.ED25519, random));
  }

  /**
   * Reads an OKP JWK (RFC 8037) with its private half d.
   *
   * @throws MalformedException naming "jwk" or a field of it, without showing any of d
   */
  public static AuthenticationKey fromJwk(String json) {
    return new AuthenticationKey(KeyPair.fromJwk(Curve.ED25519, json));
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

  @Override
  public String toString() {
    return pair.toString();
  }
}
