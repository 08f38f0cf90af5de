package duet.handshake;

import duet.exchange.Diagnosis;
import java.time.Duration;

/** A handshake that did not end connected: why, and what was seen until then. */
public abstract class HandshakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String end;
  private final transient Diagnosis diagnosis;
  private final transient Pair pair;
  private final Duration after;

  HandshakeException(String end, Diagnosis diagnosis, Pair pair) {
    super("%s, %s Last seen: %s.".formatted(end, diagnosis, pair.summary()));
    this.end = end;
    this.diagnosis = diagnosis;
    this.pair = pair;
    this.after = pair.timeline().elapsed();
  }

  /** How it ended and why, in one line, without evidence and advice. */
  public String summary() {
    return end + ", " + diagnosis.summary();
  }

  /** The one cause, the side at fault, the evidence. */
  public Diagnosis diagnosis() {
    return diagnosis;
  }

  /** How long after the accept was about to be called it was over. */
  public Duration after() {
    return after;
  }

  /** Both sides as last seen, with the timeline and the agents' own last failures. */
  public Pair pair() {
    return pair;
  }
}
