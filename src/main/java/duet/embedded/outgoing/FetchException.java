package duet.embedded.outgoing;

import java.io.Serial;

/** A URL whose text could not be read; the message says which and why. */
public final class FetchException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Fault {
    /** Neither an http or https URL that requests may go to, nor a well-formed data URL. */
    INVALID_URL,
    /** No complete answer in time, or none at all. */
    NO_ANSWER,
    /** An answer with a status other than 2xx, such as a redirect. */
    STATUS,
    /** More than is read. */
    TOO_LARGE,
    /** Not in UTF-8. */
    NOT_TEXT
  }

  private final Fault fault;
  private final int status;

  FetchException(Fault fault, String message) {
    this(fault, 0, message);
  }

  FetchException(Fault fault, int status, String message) {
    super(message, null, false, false);
    this.fault = fault;
    this.status = status;
  }

  public Fault fault() {
    return fault;
  }

  /** Whether asking again may help. */
  public boolean passing() {
    return fault == Fault.NO_ANSWER || status >= 500;
  }

  /** The HTTP status if it is the fault; otherwise 0. */
  public int status() {
    return status;
  }
}
