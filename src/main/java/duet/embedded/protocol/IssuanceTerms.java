package duet.embedded.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * What an issuer decided for one offer.
 *
 * @param signer the issuing DID
 * @param validity of the credential, in seconds; below zero it is expired from the start
 * @param automatic whether a right request is answered without asking anybody
 */
public record IssuanceTerms(Signer signer, Optional<Double> validity, boolean automatic) {

  /** Some 317 years, in seconds, in either direction. */
  public static final double MAX_VALIDITY = 1e10;

  private static final int MILLIS = 1000;

  public IssuanceTerms {
    if (validity.filter(seconds -> Math.abs(seconds) > MAX_VALIDITY).isPresent()) {
      throw new IllegalArgumentException(
          "invalid validityPeriod %s (must be at most %.0f seconds)"
              .formatted(validity.get(), MAX_VALIDITY));
    }
  }

  /** How long the credential is valid. */
  public Optional<Duration> duration() {
    return validity.map(seconds -> Duration.ofMillis(Math.round(seconds * MILLIS)));
  }
}
