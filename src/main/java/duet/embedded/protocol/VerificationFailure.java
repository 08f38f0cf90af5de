package duet.embedded.protocol;

import duet.credential.PrismDid;
import duet.text.SafeText;

/**
 * Why a presentation is refused.
 *
 * @param text what was seen and what must be, on one line
 */
public record VerificationFailure(Rule rule, String text) {
  /** The rules in the order in which they are checked. */
  public enum Rule {
    /** The presentation and each credential in it can be decoded, and is signed as allowed. */
    DECODED,
    AUDIENCE,
    NONCE,
    /** There is a credential, and not too many. */
    CREDENTIALS,
    SCHEMA,
    TRUSTED_ISSUER,
    PRESENTATION_SIGNATURE,
    PRESENTATION_DATES,
    HOLDER_BINDING,
    ONE_SUBJECT,
    CREDENTIAL_SIGNATURE,
    CREDENTIAL_DATES,
    /** The status list can be read, is the credential's, and was signed by its issuer. */
    STATUS_LIST,
    NOT_REVOKED
  }

  static VerificationFailure failure(Rule rule, String text, Object... values) {
    return new VerificationFailure(rule, text.formatted(values));
  }

  /** What to call a credential of a presentation. */
  static String numbered(int index) {
    return "credential " + (index + 1);
  }

  /** A DID as texts show it: a did:prism in short form. */
  static String shown(String did) {
    return SafeText.excerpt(PrismDid.canonical(did));
  }
}
