package duet.embedded.server;

import duet.didcomm.Envelope;
import duet.didcomm.EnvelopeException;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.MalformedException;
import duet.didcomm.PrivateKeys;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.protocol.IncomingMessage;
import duet.embedded.protocol.Refusal;
import duet.text.SafeText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The endpoint that peers send encrypted messages to. A message is unpacked, checked and stored
 * before the answer; what has to be sent because of it is sent after the answer.
 */
final class DidCommEndpoint {

  private final PrivateKeys secrets;
  private final Map<String, MessageReceiver> receivers = new HashMap<>();
  private final Consumer<MessageTrace> tracing;

  /**
   * @param secrets open what is sent to this agent
   * @param tracing called with each message that could be unpacked
   */
  DidCommEndpoint(
      PrivateKeys secrets, List<MessageReceiver> protocols, Consumer<MessageTrace> tracing) {
    this.secrets = secrets;
    this.tracing = tracing;
    protocols.forEach(protocol -> protocol.types().forEach(type -> receivers.put(type, protocol)));
  }

  /**
   * @param contentType null if there was none; a charset parameter is refused, as agents do
   */
  ApiResponse receive(String contentType, String envelope, String line) {
    Unpacked incoming = unpack(contentType, envelope, line);
    try {
      IncomingMessage.requireAuthenticated(incoming);
      return Optional.ofNullable(receivers.get(incoming.message().type()))
          .orElseThrow(() -> IncomingMessage.unsupported(incoming.message()))
          .receive(incoming);
    } catch (EnvelopeException e) {
      throw refusal(e, line);
    } catch (MalformedException e) {
      throw ApiJson.invalid(line, "body (" + e.getMessage() + ")");
    }
  }

  /**
   * An envelope that came by another way than a request, whose sender sees no answer.
   *
   * @throws Refusal if it is refused
   */
  void receivePickedUp(String envelope) {
    receive(Envelope.MEDIA_TYPE, envelope, "message").afterwards().run();
  }

  /** A malformed envelope is refused before a wrong content type is, as agents do. */
  private Unpacked unpack(String contentType, String envelope, String line) {
    try {
      var unpacked = Envelope.unpack(envelope, secrets, PublicKeys.PEER);
      checkType(contentType);
      tracing.accept(
          new MessageTrace(MessageTrace.Direction.RECEIVED, unpacked.plaintext(), envelope));
      return unpacked;
    } catch (EnvelopeException e) {
      if (e.fault() != Fault.MALFORMED) {
        checkType(contentType);
      }
      throw refusal(e, line);
    }
  }

  private static void checkType(String contentType) {
    if (!Envelope.MEDIA_TYPE.equals(contentType)) {
      throw Refusal.of(
          400,
          "DIDCommControllerError:InvalidContentType",
          "The 'content-type' request header value is invalid: "
              + SafeText.excerpt(String.valueOf(contentType)));
    }
  }

  private static Refusal refusal(EnvelopeException e, String line) {
    return switch (e.fault()) {
      case MALFORMED -> ApiJson.invalid(line, "body (" + e.getMessage() + ")");
      case UNKNOWN_RECIPIENT ->
          Refusal.of(
              422,
              "DIDCommControllerError:PeerDIDNotFoundError",
              "The Peer DID was not found in this agent: " + String.join(", ", e.recipients()));
      case UNDECIPHERABLE ->
          Refusal.of(400, "DIDCommControllerError:UndecipherableMessage", e.getMessage());
      case UNKNOWN_SENDER, FORGED ->
          Refusal.of(403, "DIDCommControllerError:UntrustedMessage", e.getMessage());
    };
  }
}
