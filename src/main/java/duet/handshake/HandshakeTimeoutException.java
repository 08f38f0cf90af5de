package duet.handshake;

import duet.exchange.Diagnosis;
import java.time.Duration;

/** Time was up before both sides were connected. */
public final class HandshakeTimeoutException extends HandshakeException {

  private static final long serialVersionUID = 1L;

  private final Duration timeout;

  HandshakeTimeoutException(Duration timeout, Diagnosis diagnosis, Pair pair) {
    super(
        "Not connected within %s s".formatted(timeout.toMillis() / 1000.0), true, diagnosis, pair);
    this.timeout = timeout;
  }

  /** How long the wait was. */
  public Duration timeout() {
    return timeout;
  }
}
