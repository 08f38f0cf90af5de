package duet.didcomm;

import java.util.Optional;

/**
 * A message in the HTTP response to a message: encrypted, signed, or in plaintext (DIDComm
 * Messaging, "Return-Route").
 *
 * @param author the DID whose key sealed or signed it; empty if nothing proves whom it is from
 */
public record Reply(Message message, Optional<String> author) {

  /** In characters. What is longer may be the start of an answer, whose rest was not read. */
  private static final int LONGEST_BLANK = 1_024;

  /**
   * Reads the body of a response; empty if it is blank, and short.
   *
   * @param secrets the keys that it may be encrypted for
   * @throws MalformedException if it isn't a message
   * @throws EnvelopeException if it can't be opened or trusted
   */
  public static Optional<Reply> read(String body, PrivateKeys secrets) {
    if (body.isBlank() && body.length() <= LONGEST_BLANK) {
      return Optional.empty();
    }
    if (Jwe.isEnvelope(body)) {
      Unpacked unpacked = Envelope.unpack(body, secrets, PublicKeys.PEER);
      return Optional.of(new Reply(unpacked.message(), unpacked.senderKid().map(KeyId::did)));
    }
    if (SignedMessage.isSigned(body)) {
      Message message = SignedMessage.verify(body);
      return Optional.of(new Reply(message, message.from()));
    }
    return Optional.of(new Reply(Message.parse(body), Optional.empty()));
  }
}
