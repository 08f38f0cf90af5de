package duet.session;

/** A session can't be used. The message is one sentence that tells which, why, and what to try. */
public final class SessionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SessionException(String message) {
    super(message);
  }

  SessionException(String message, Throwable cause) {
    super(message, cause);
  }
}
