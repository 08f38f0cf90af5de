package duet.embedded.outgoing;

import java.util.function.Consumer;

/**
 * A message that an agent or mediator sent or received, before and after encryption.
 *
 * @param plaintext the message's JSON
 * @param envelope the JSON that was sent
 */
public record MessageTrace(Direction direction, String plaintext, String envelope) {

  public enum Direction {
    SENT,
    RECEIVED
  }

  /** A consumer whose exceptions change nothing: the message goes on. */
  public static Consumer<MessageTrace> ignoringFailures(Consumer<MessageTrace> consumer) {
    return trace -> {
      try {
        consumer.accept(trace);
      } catch (RuntimeException e) {
        // As said.
      }
    };
  }
}
