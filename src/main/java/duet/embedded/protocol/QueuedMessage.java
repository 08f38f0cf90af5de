package duet.embedded.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An encrypted message that waits at a mediator.
 *
 * @param id unlike all others; the same for the same message to the same DID
 * @param account the DID of the account that it waits for
 * @param recipientDid the DID that it was sent to
 * @param expiresAt when its sender wants it dropped
 */
public record QueuedMessage(
    String id,
    String account,
    String recipientDid,
    Instant receivedAt,
    Optional<Instant> expiresAt,
    String envelope) {

  public QueuedMessage {
    Objects.requireNonNull(id);
    Objects.requireNonNull(account);
    Objects.requireNonNull(recipientDid);
    Objects.requireNonNull(receivedAt);
    Objects.requireNonNull(expiresAt);
    Objects.requireNonNull(envelope);
  }

  /** In bytes. */
  public int size() {
    return envelope.getBytes(StandardCharsets.UTF_8).length;
  }
}
