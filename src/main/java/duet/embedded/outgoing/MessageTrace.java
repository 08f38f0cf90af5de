package duet.embedded.outgoing;

/**
 * A message that an agent sent or received, before and after encryption.
 *
 * @param plaintext the message's JSON
 * @param envelope the JSON that was sent
 */
public record MessageTrace(Direction direction, String plaintext, String envelope) {

  public enum Direction {
    SENT,
    RECEIVED
  }
}
