package duet.handshake;

import duet.exchange.Diagnosis;

/** No connection can come of it any more. */
public final class DeadEndException extends HandshakeException {

  private static final long serialVersionUID = 1L;

  DeadEndException(Diagnosis diagnosis, Pair pair) {
    super("No connection can come of this, " + diagnosis, diagnosis, pair);
  }
}
