package duet.didcomm;

import duet.didcomm.EnvelopeException.Fault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A decrypted message, and what may be trusted of it.
 *
 * @param anonymous whether it came in an anoncrypt, alone or around an authcrypt
 * @param senderKid the key that sealed the authcrypt, if there was one
 * @param recipientKid the key of ours that opened the innermost envelope
 */
public record Unpacked(
    String plaintext, boolean anonymous, Optional<String> senderKid, String recipientKid) {

  public Unpacked {
    Objects.requireNonNull(plaintext);
    Objects.requireNonNull(recipientKid);
  }

  /**
   * Whether the plaintext came in an authcrypt, so that the holder of the sender's key sealed it.
   */
  public boolean authenticated() {
    return senderKid.isPresent();
  }

  /**
   * The plaintext as a message. Only if it is {@link #authenticated} does its {@code from} mean
   * anything.
   *
   * @throws MalformedException if it isn't a message
   * @throws EnvelopeException with {@link Fault#FORGED} if it is authenticated and its {@code from}
   *     isn't the DID of the key that sealed it
   */
  public Message message() {
    Message message = Message.parse(plaintext);
    senderKid.map(KeyId::did).ifPresent(sender -> requireFrom(sender, message.from()));
    return message;
  }

  private static void requireFrom(String sender, Optional<String> from) {
    if (!from.equals(Optional.of(sender))) {
      throw new EnvelopeException(
          Fault.FORGED,
          "invalid message.from: %s (must be the DID that sealed the envelope, %s)"
              .formatted(from.map(Excerpt::of).orElse("missing"), Excerpt.of(sender)),
          List.of());
    }
  }
}
