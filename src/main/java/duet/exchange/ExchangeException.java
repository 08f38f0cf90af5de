package duet.exchange;

import java.time.Duration;

/** An exchange that did not come to its end: why, and what was seen until then. */
public abstract class ExchangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String end;
  private final transient Diagnosis diagnosis;
  private final transient SidePair<?> pair;
  private final boolean timedOut;
  private final Duration after;

  /**
   * @param end how it ended, such as {@code No connection is possible}
   * @param timedOut whether it may still come to its end
   */
  protected ExchangeException(String end, boolean timedOut, Diagnosis diagnosis, SidePair<?> pair) {
    super("%s, %s Last seen: %s.".formatted(end, diagnosis, pair.summary()));
    this.end = end;
    this.timedOut = timedOut;
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

  /** How long after it began it was over. */
  public Duration after() {
    return after;
  }

  /** Whether time was up; otherwise it is a dead end. */
  public boolean timedOut() {
    return timedOut;
  }

  /** Both sides as last seen, with the timeline and the agents' own last failures. */
  public SidePair<?> pair() {
    return pair;
  }
}
