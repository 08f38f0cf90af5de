package duet.delivery;

/**
 * An invitation did not get through. The message is one sentence with what was seen and what to
 * try; no key is ever in it.
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
