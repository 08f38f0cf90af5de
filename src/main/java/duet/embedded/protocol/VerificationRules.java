package duet.embedded.protocol;

import java.time.Duration;

/**
 * What a verifier looks at beyond signatures. A Cloud Agent has these switches too, all off.
 *
 * @param dates whether credentials and presentations must be valid now
 * @param holderBinding whether each credential must be about the DID that presents it
 * @param leeway by how much clocks may differ, where dates are looked at
 */
public record VerificationRules(boolean dates, boolean holderBinding, Duration leeway) {
  /** Both on, with a leeway of 60 seconds. */
  public static final VerificationRules DEFAULT =
      new VerificationRules(true, true, Duration.ofSeconds(60));

  public VerificationRules {
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("invalid leeway " + leeway + " (must be 0 or more)");
    }
  }

  public VerificationRules withDates(boolean looked) {
    return new VerificationRules(looked, holderBinding, leeway);
  }

  public VerificationRules withHolderBinding(boolean looked) {
    return new VerificationRules(dates, looked, leeway);
  }
}
