package duet.didcomm;

/**
 * Something that came from outside and isn't what it should be. The message is one sentence: the
 * part, what was expected of it, and what was seen, shortened and with control characters escaped.
 */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String part;

  public MalformedException(String part, String message) {
    this(part, message, null);
  }

  public MalformedException(String part, String message, Throwable cause) {
    super(message, cause);
    this.part = part;
  }

  /** {@code seen} is an {@link Excerpt}, or a phrase such as "missing". */
  static MalformedException expected(String part, String expected, String seen) {
    return new MalformedException(part, sentence(part, expected, seen));
  }

  static MalformedException expected(String part, String expected, String seen, Throwable cause) {
    return new MalformedException(part, sentence(part, expected, seen), cause);
  }

  private static String sentence(String part, String expected, String seen) {
    return part + " should be " + expected + ", but is " + seen + ".";
  }

  /** The wrong part, such as "invitation.from", "did:peer:2 service" or "envelope.protected". */
  public String part() {
    return part;
  }
}
