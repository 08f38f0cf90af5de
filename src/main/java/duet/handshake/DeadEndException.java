package duet.handshake;

import duet.exchange.Diagnosis;

/** The two sides can no longer connect. */
public final class DeadEndException extends HandshakeException {

  private static final long serialVersionUID = 1L;

  DeadEndException(Diagnosis diagnosis, Pair pair) {
    super("No connection is possible", false, diagnosis, pair);
  }
}
