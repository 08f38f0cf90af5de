package duet.embedded.protocol;

import duet.didcomm.Message;
import duet.didcomm.Unpacked;
import duet.text.SafeText;
import java.util.List;

/** What every protocol requires of a message. */
public final class IncomingMessage {

  /** Of a peer's words, in characters. */
  static final int MAX_QUOTED = 200;

  private IncomingMessage() {}

  /**
   * @throws Refusal if nobody proves to have sent it
   */
  public static void requireAuthenticated(Unpacked incoming) {
    if (!incoming.authenticated()) {
      throw untrusted("The message is anonymous: only an authenticated one counts");
    }
  }

  /** Refuses a message of a type that no protocol of this agent has. */
  public static Refusal unsupported(Message message) {
    return Refusal.of(
        422,
        "DIDCommControllerError:UnsupportedMessageType",
        "This agent supports messages of connections, credentials and presentations, not those of"
            + " type "
            + SafeText.shorten(message.type(), MAX_QUOTED));
  }

  /** A message without a thid begins a thread, whose id is the message's own. */
  public static String thid(Message message) {
    return message.thid().orElse(message.id());
  }

  /**
   * @throws Refusal if it is addressed to, or encrypted for, another DID than the record's
   */
  static void requireAddressedTo(String ownDid, Unpacked incoming) {
    if (!incoming.message().to().equals(List.of(ownDid))) {
      throw untrusted("The message is not addressed to the DID of this thread alone");
    }
    if (!incoming.recipientKid().startsWith(ownDid + "#")) {
      throw untrusted("The message is encrypted for another DID than the one of this thread");
    }
  }

  static Refusal untrusted(String detail) {
    return Refusal.of(403, "DIDCommControllerError:UntrustedMessage", detail);
  }
}
