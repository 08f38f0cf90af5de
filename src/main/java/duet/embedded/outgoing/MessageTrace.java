package duet.embedded.outgoing;

/**
 * A message that an agent sent or took in, before and after encryption.
 *
 * @param plaintext the message's JSON
 * @param envelope the JSON that travels
 */
public record MessageTrace(Direction direction, String plaintext, String envelope) {

  /** Whether it goes or comes. */
  public enum Direction {
    SENT,
    RECEIVED
  }
}
