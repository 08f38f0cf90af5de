package duet.presentation;

import duet.exchange.Diagnosis;
import duet.exchange.ExchangeException;
import java.time.Duration;

/** A presentation was not verified: why, and what was seen until then. */
public final class PresentationException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private PresentationException(String end, boolean timedOut, Diagnosis diagnosis, ProofPair pair) {
    super(end, timedOut, diagnosis, pair);
  }

  static PresentationException deadEnd(Diagnosis diagnosis, ProofPair pair) {
    return new PresentationException("No proof is possible", false, diagnosis, pair);
  }

  static PresentationException timedOut(Duration timeout, Diagnosis diagnosis, ProofPair pair) {
    var end = "Not verified within %s s".formatted(timeout.toMillis() / 1000.0);
    return new PresentationException(end, true, diagnosis, pair);
  }

  @Override
  public ProofPair pair() {
    return (ProofPair) super.pair();
  }
}
