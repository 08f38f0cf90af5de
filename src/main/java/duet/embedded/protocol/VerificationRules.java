package duet.embedded.protocol;

import java.time.Duration;

/**
 * What a verifier looks at beyond signatures. A Cloud Agent has these switches too, all off.
 *
 * @param credentialDates whether credentials must be valid now
 * @param presentationDates whether presentations must be, where they have dates
 * @param holderBinding whether each credential must be about the DID that presents it
 * @param leeway by how much clocks may differ, where dates are looked at
 */
public record VerificationRules(
    boolean credentialDates, boolean presentationDates, boolean holderBinding, Duration leeway) {
  /** All on, with a leeway of 60 seconds. */
  public static final VerificationRules DEFAULT =
      new VerificationRules(true, true, true, Duration.ofSeconds(60));

  public VerificationRules {
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("invalid leeway " + leeway + " (must be 0 or more)");
    }
  }

  public VerificationRules withCredentialDates(boolean looked) {
    return new VerificationRules(looked, presentationDates, holderBinding, leeway);
  }

  public VerificationRules withPresentationDates(boolean looked) {
    return new VerificationRules(credentialDates, looked, holderBinding, leeway);
  }

  public VerificationRules withHolderBinding(boolean looked) {
    return new VerificationRules(credentialDates, presentationDates, looked, leeway);
  }

  public VerificationRules withLeeway(Duration difference) {
    return new VerificationRules(credentialDates, presentationDates, holderBinding, difference);
  }
}
