package duet.didcomm;

import java.util.List;

/** An envelope that can't be opened or trusted. */
public final class EnvelopeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Fault {
    /** Not an envelope of the kind we take. */
    MALFORMED,
    /** For none of our keys. */
    UNKNOWN_RECIPIENT,
    /** For one of our keys, but changed on the way or encrypted with others. */
    UNDECIPHERABLE,
    /** Sealed with a key that can't be found. */
    UNKNOWN_SENDER,
    /** Names another sender than the one whose key sealed it. */
    FORGED
  }

  private final Fault fault;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<String> recipients;

  EnvelopeException(Fault fault, String message, Throwable cause) {
    this(fault, message, List.of(), cause);
  }

  EnvelopeException(Fault fault, String message, List<String> recipients) {
    this(fault, message, recipients, null);
  }

  private EnvelopeException(Fault fault, String message, List<String> recipients, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.recipients = List.copyOf(recipients);
  }

  public Fault fault() {
    return fault;
  }

  /** For {@link Fault#UNKNOWN_RECIPIENT} the key ids the envelope is for; otherwise empty. */
  public List<String> recipients() {
    return recipients;
  }
}
