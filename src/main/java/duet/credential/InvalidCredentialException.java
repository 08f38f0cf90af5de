package duet.credential;

import duet.didcomm.MalformedException;
import java.util.function.Supplier;

/**
 * A DID, a JWT or a status list that isn't to be trusted, or can't be read. It has no stack trace:
 * the input is at fault, not the code.
 */
public final class InvalidCredentialException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why; the message tells more. */
  public enum Reason {
    /** It can't be decoded. */
    MALFORMED,
    /** It exceeds a limit, in some cases only once decompressed. */
    TOO_LARGE,
    /** A long-form DID whose bytes have another SHA-256 than it says. */
    HASH_MISMATCH,
    NO_MASTER_KEY,
    /** Two keys of a DID have the same id. */
    DUPLICATE_KEY_ID,
    /** A key on a curve that is unknown, or not allowed for its purpose. */
    WRONG_CURVE,
    /** An alg other than ES256K and EdDSA. */
    UNSUPPORTED_ALGORITHM,
    /** The DID has no key of the purpose on the curve of the alg, as all in short form. */
    NO_KEY_FOR_PURPOSE,
    /** None of the DID's keys made the signature. */
    SIGNATURE,
    /** The DID that was given to verify with isn't the one that it is from. */
    OTHER_ISSUER,
    /** The proof of a status list doesn't hold. */
    PROOF,
    /** A status list has no such index. */
    INDEX_OUT_OF_RANGE
  }

  private final Reason reason;

  InvalidCredentialException(Reason reason, String message) {
    this(reason, message, null);
  }

  InvalidCredentialException(Reason reason, String message, Throwable cause) {
    super(message, cause, true, false);
    this.reason = reason;
  }

  /** Reads with the parsers of {@code duet.didcomm}, whose refusals become malformed ones here. */
  static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (MalformedException e) {
      throw new InvalidCredentialException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  static InvalidCredentialException invalid(
      Reason reason, String part, String seen, String requirement) {
    return new InvalidCredentialException(
        reason, "invalid %s: %s (must be %s)".formatted(part, seen, requirement));
  }

  public Reason reason() {
    return reason;
  }
}
