package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Excerpt;
import java.util.regex.Pattern;

/**
 * A public key of a did:prism, for one purpose.
 *
 * @param id the fragment alone, without DID and #; at most 50 characters, as for Cloud Agents
 */
public record PrismKey(String id, KeyPurpose purpose, PublicKey publicKey) {
  private static final int MAX_ID = 50;
  private static final Pattern FRAGMENT =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})+");

  public PrismKey {
    requireFragment("did:prism key id", id);
    if (purpose == KeyPurpose.MASTER && publicKey.curve() != KeyCurve.SECP256K1) {
      throw invalid(
          Reason.WRONG_CURVE,
          "did:prism master key " + Excerpt.of(id),
          "a key on " + publicKey.curve().wireName(),
          "on secp256k1");
    }
  }

  static void requireFragment(String part, String id) {
    if (id.length() > MAX_ID || !FRAGMENT.matcher(id).matches()) {
      throw invalid(
          Reason.MALFORMED,
          part,
          Excerpt.of(id),
          "the fragment of a URI, at most " + MAX_ID + " characters long");
    }
  }

  public KeyCurve curve() {
    return publicKey.curve();
  }
}
