package duet.embedded.store;

import duet.embedded.protocol.QueuedMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message at a mediator.
 *
 * @param since when it was received, or acknowledged
 * @param message empty once it was acknowledged
 */
record StoredMessage(String id, Instant since, Optional<QueuedMessage> message) {

  static StoredMessage waiting(QueuedMessage message) {
    return new StoredMessage(message.id(), message.receivedAt(), Optional.of(message));
  }

  static StoredMessage acknowledged(String id, Instant now) {
    return new StoredMessage(id, now, Optional.empty());
  }
}
