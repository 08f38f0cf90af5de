package duet.issuance;

import duet.exchange.Diagnosis;
import duet.exchange.ExchangeException;
import java.time.Duration;

/** A credential did not reach its holder: why, and what was seen until then. */
public final class IssuanceException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private IssuanceException(
      String end, boolean timedOut, Diagnosis diagnosis, CredentialPair pair) {
    super(end, timedOut, diagnosis, pair);
  }

  static IssuanceException deadEnd(Diagnosis diagnosis, CredentialPair pair) {
    return new IssuanceException("No credential is possible", false, diagnosis, pair);
  }

  static IssuanceException timedOut(Duration timeout, Diagnosis diagnosis, CredentialPair pair) {
    var end = "Not issued within %s s".formatted(timeout.toMillis() / 1000.0);
    return new IssuanceException(end, true, diagnosis, pair);
  }

  @Override
  public CredentialPair pair() {
    return (CredentialPair) super.pair();
  }
}
