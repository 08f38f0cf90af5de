package duet.didcomm;

import duet.didcomm.EnvelopeException.Fault;
import java.util.Objects;
import java.util.Optional;

/**
 * What was in an envelope, and what may be believed of it.
 *
 * @param authenticated whether the plaintext came in an authcrypt, so that the holder of {@code
 *     senderKid} sealed it
 * @param anonymous whether it came in an anoncrypt, alone or around an authcrypt
 * @param senderKid present exactly if authenticated
 * @param recipientKid the key of ours that opened the innermost envelope
 */
public record Unpacked(
    String plaintext,
    boolean authenticated,
    boolean anonymous,
    Optional<String> senderKid,
    String recipientKid) {

  public Unpacked {
    Objects.requireNonNull(plaintext);
    Objects.requireNonNull(recipientKid);
    if (authenticated != senderKid.isPresent()) {
      throw new IllegalArgumentException("authenticated means that the sender's key is known");
    }
  }

  /**
   * The plaintext as a message. Only if it is {@link #authenticated} does its {@code from} mean
   * anything.
   *
   * @throws MalformedException if it is no message
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
          "message.from should be the DID that sealed the envelope, "
              + (Excerpt.of(sender) + ", but is ")
              + (from.map(Excerpt::of).orElse("missing") + "."));
    }
  }
}
