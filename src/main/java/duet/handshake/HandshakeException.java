package duet.handshake;

import duet.exchange.Diagnosis;
import duet.exchange.ExchangeException;

/** A handshake that did not end connected: why, and what was seen until then. */
public abstract class HandshakeException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  HandshakeException(String end, boolean timedOut, Diagnosis diagnosis, Pair pair) {
    super(end, timedOut, diagnosis, pair);
  }

  @Override
  public Pair pair() {
    return (Pair) super.pair();
  }
}
