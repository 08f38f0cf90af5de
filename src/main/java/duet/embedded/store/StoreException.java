package duet.embedded.store;

/**
 * What an agent keeps can't be read or written. The message names the file, what is wrong and what
 * to do.
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
