package duet.walkthrough;

/** A file doesn't exist or can't be a walkthrough. The message names it and says why. */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
