package duet.didcomm;

/**
 * Malformed input. The message names the part, what was seen, shortened and with control characters
 * escaped, and what it must be.
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
  public static MalformedException invalid(String part, String requirement, String seen) {
    return invalid(part, requirement, seen, null);
  }

  public static MalformedException invalid(
      String part, String requirement, String seen, Throwable cause) {
    var message = "invalid %s: %s (must be %s)".formatted(part, seen, requirement);
    return new MalformedException(part, message, cause);
  }

  /** Refuses a text of more than {@code most} characters. */
  public static void requireLength(String part, String text, int most) {
    if (text.length() > most) {
      throw invalid(part, "at most " + most, text.length() + " characters long");
    }
  }

  /** The wrong part, such as "invitation.from", "did:peer:2 service" or "envelope.protected". */
  public String part() {
    return part;
  }
}
