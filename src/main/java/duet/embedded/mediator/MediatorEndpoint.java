package duet.embedded.mediator;

import duet.didcomm.Envelope;
import duet.didcomm.EnvelopeException;
import duet.didcomm.EnvelopeException.Fault;
import duet.didcomm.KeyId;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.ProblemReport;
import duet.didcomm.PublicKeys;
import duet.didcomm.SignedMessage;
import duet.didcomm.Unpacked;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.MessageTrace.Direction;
import duet.embedded.protocol.MediationProblem;
import duet.embedded.store.PeerKeys;
import duet.embedded.store.StoreException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what is posted, and encrypts the answer for whoever sent it. Whatever could be opened is
 * answered in 2xx, since wallets never ask again after an HTTP error; the answer is in the
 * response, since they have no address. Anonymous senders get signed reports.
 */
final class MediatorEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(MediatorEndpoint.class);
  private static final String UNKNOWN = "?";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final Mediator mediator;
  private final PeerKeys keys;
  private final Consumer<MessageTrace> tracing;
  private final String agreementKid;
  private final String authenticationKid;

  /**
   * @param tracing called with each message that could be unpacked, and each before it is sent
   */
  MediatorEndpoint(Mediator mediator, PeerKeys keys, Consumer<MessageTrace> tracing) {
    this.mediator = mediator;
    this.keys = keys;
    this.tracing = tracing;
    agreementKid = keys.did().agreementKey().id();
    authenticationKid =
        keys.did().keys().stream()
            .filter(key -> key.curve() == PeerDid.Curve.ED25519)
            .map(PeerDid.Key::id)
            .findFirst()
            .orElseThrow();
  }

  /**
   * @param contentType null if there was none
   */
  MediatorResponse receive(String contentType, String body) {
    var type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals(Envelope.MEDIA_TYPE)) {
      return MediatorResponse.text(415, "Content-Type must be " + Envelope.MEDIA_TYPE);
    }
    Unpacked unpacked;
    try {
      unpacked = Envelope.unpack(body, keys::agreementKey, PublicKeys.PEER);
    } catch (EnvelopeException e) {
      // A wallet's envelope may have been damaged, and only an HTTP error would stop the wallet.
      return e.fault() == Fault.MALFORMED && !body.contains("\"ciphertext\"")
          ? MediatorResponse.text(400, e.getMessage())
          : signed(new MediationProblem("e.p.msg", e.getMessage()).report(UNKNOWN));
    }
    tracing.accept(new MessageTrace(Direction.RECEIVED, unpacked.plaintext(), body));
    return answer(unpacked);
  }

  private MediatorResponse answer(Unpacked unpacked) {
    var id = UNKNOWN;
    var sender = unpacked.senderKid();
    try {
      var message = unpacked.message();
      id = message.id();
      return mediator
          .receive(message, sender.map(KeyId::did))
          .map(
              reply ->
                  reply.toMessage(
                      newId(), keys.did().did(), KeyId.did(sender.orElseThrow()), message))
          .map(reply -> encrypted(reply, sender.orElseThrow()))
          .orElseGet(() -> MediatorResponse.empty(ACCEPTED));
    } catch (MediationProblem e) {
      return report(e.report(id), sender);
    } catch (MalformedException | EnvelopeException e) {
      return report(new MediationProblem("e.p.msg", e.getMessage()).report(id), sender);
    } catch (StoreException e) {
      LOG.error("Nothing is stored until this mediator is started again: {}", e.getMessage());
      return report(MediationProblem.full("Nothing can be stored at present.").report(id), sender);
    }
  }

  private MediatorResponse report(ProblemReport report, Optional<String> sender) {
    return sender
        .map(
            kid ->
                encrypted(
                    report.toMessage(newId(), keys.did().did(), Optional.of(KeyId.did(kid))), kid))
        .orElseGet(() -> signed(report));
  }

  private MediatorResponse encrypted(Message message, String kid) {
    var recipient = PeerDid.parse(KeyId.did(kid)).key(kid).orElseThrow();
    var plaintext = message.toJson();
    return sent(
        plaintext,
        Envelope.MEDIA_TYPE,
        Envelope.authcrypt(plaintext, agreementKid, keys.agreement(), recipient));
  }

  private MediatorResponse signed(ProblemReport report) {
    var message = report.toMessage(newId(), keys.did().did(), Optional.empty());
    return sent(
        message.toJson(),
        SignedMessage.MEDIA_TYPE,
        SignedMessage.sign(message, authenticationKid, keys.authentication()));
  }

  private MediatorResponse sent(String plaintext, String mediaType, String body) {
    tracing.accept(new MessageTrace(Direction.SENT, plaintext, body));
    return new MediatorResponse(OK, mediaType, body);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
