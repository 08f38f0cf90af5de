package duet.embedded.server;

import duet.didcomm.Envelope;
import duet.didcomm.EnvelopeException;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.MalformedException;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.MessageOutcome;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.ConnectionStore;
import duet.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The endpoint that peers send encrypted messages to. A message is unpacked, checked and stored
 * before the answer; what has to be sent because of it is sent after the answer.
 */
final class DidCommEndpoint {

  private static final int ACCEPTED = 202;

  private final ConnectionStore store;
  private final RecordUpdater updater;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration expiry;
  private final Consumer<MessageTrace> tracing;
  private final SeenMessages seen = new SeenMessages();

  /**
   * @param expiry how old an invitation may be when its request arrives
   * @param tracing called with each message that could be unpacked
   */
  DidCommEndpoint(
      ConnectionStore store,
      RecordUpdater updater,
      Outbox outbox,
      Clock clock,
      Duration expiry,
      Consumer<MessageTrace> tracing) {
    this.store = store;
    this.updater = updater;
    this.outbox = outbox;
    this.clock = clock;
    this.expiry = expiry;
    this.tracing = tracing;
  }

  /**
   * @param contentType null if there was none; a charset parameter is refused, as agents do
   */
  ApiResponse receive(String contentType, String envelope, String line) {
    Unpacked incoming = unpack(contentType, envelope, line);
    var thid = thread(incoming, line);
    var found =
        store
            .wallet(incoming.recipientKid())
            .flatMap(wallet -> store.findByThread(wallet, thid))
            .orElseThrow(() -> ConnectionProtocol.unknownThread(thid));
    var refusal = new AtomicReference<Refusal>();
    ConnectionRecord changed =
        updater
            .update(
                found.id(),
                record -> {
                  MessageOutcome outcome =
                      ConnectionProtocol.receive(record, incoming, clock.instant(), expiry);
                  outcome.refusal().ifPresent(refusal::set);
                  return outcome.states();
                })
            .orElseThrow(() -> ConnectionProtocol.unknownThread(thid));
    boolean first = seen.addIfNew(incoming.senderKid().orElseThrow(), incoming.message().id());
    boolean pending = changed.state().pending();
    if (refusal.get() != null) {
      // Not a replay: the peer asks for a response that is still to be sent.
      if (first && pending) {
        outbox.submit(changed.id());
      }
      throw refusal.get();
    }
    var answer = ApiResponse.empty(ACCEPTED);
    return pending ? answer.then(() -> outbox.submit(changed.id())) : answer;
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
      var unpacked = Envelope.unpack(envelope, store::agreementKey, PublicKeys.PEER);
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

  private static String thread(Unpacked incoming, String line) {
    try {
      return ConnectionProtocol.thread(incoming);
    } catch (EnvelopeException e) {
      throw refusal(e, line);
    } catch (MalformedException e) {
      throw ApiJson.invalid(line, "body (" + e.getMessage() + ")");
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
