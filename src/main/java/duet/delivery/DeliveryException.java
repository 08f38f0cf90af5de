package duet.delivery;

/**
 * An invitation could not be delivered. The message says what was seen and what to try; it never
 * has a key in it.
 */
public final class DeliveryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DeliveryException(String message) {
    super(message);
  }

  public DeliveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
