package duet.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Envelope;
import duet.didcomm.Invitation;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.ProblemReport;
import duet.didcomm.SignedMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A peer or mediator with a DID of its own, which sends valid and invalid messages. */
record CheckPeer(KeyPair key, KeyPair authentication, PeerDid did) {

  static final String REQUEST = "https://atalaprism.io/mercury/connections/1.0/request";
  static final String RESPONSE = "https://atalaprism.io/mercury/connections/1.0/response";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VALID_SECONDS = 1000;

  /**
   * @param service the endpoint in its DID
   */
  static CheckPeer at(URI service) {
    return with(List.of(service(service.toString(), List.of())));
  }

  /**
   * @param services those in its DID, in this order
   */
  static CheckPeer with(List<PeerDid.Service> services) {
    var key = KeyPair.generate(Curve.X25519, RANDOM);
    var authentication = KeyPair.generate(Curve.ED25519, RANDOM);
    var did = new StringBuilder(PeerDid.withoutService(key, authentication).did());
    did.setLength(did.lastIndexOf(".S"));
    services.forEach(service -> did.append(".S").append(block(service)));
    return new CheckPeer(key, authentication, PeerDid.parse(did.toString()));
  }

  static PeerDid.Service service(String uri, List<String> routingKeys) {
    return new PeerDid.Service(uri, List.of("didcomm/v2"), routingKeys, false);
  }

  private static String block(PeerDid.Service service) {
    var endpoint = Map.of("uri", service.uri(), "r", service.routingKeys(), "a", service.accept());
    var json = HttpReply.MAPPER.valueToTree(Map.of("t", "dm", "s", endpoint)).toString();
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String name() {
    return did.did();
  }

  /** The ids of the keys that envelopes for it are encrypted for. */
  List<String> agreementKeys() {
    return did.agreementKeys().stream().map(PeerDid.Key::id).toList();
  }

  Invitation invitation() {
    return Invitation.create(
        UUID.randomUUID().toString(), name(), Optional.of("duet.check"), Optional.of("A check"));
  }

  /** What an invitee sends; its thread is the invitation. */
  Message request(Invitation invitation) {
    return message(REQUEST, invitation.from(), Optional.of(invitation.id()));
  }

  Message response(String to, String thid) {
    return message(RESPONSE, to, Optional.of(thid));
  }

  Message message(String type, String to, Optional<String> thid) {
    long now = Instant.now().getEpochSecond();
    return new Message(
        UUID.randomUUID().toString(),
        type,
        Optional.of(name()),
        List.of(to),
        thid,
        thid,
        Optional.of(now),
        Optional.of(now + VALID_SECONDS),
        JsonNodeFactory.instance.objectNode().set("accept", JsonNodeFactory.instance.arrayNode()),
        List.of());
  }

  /** A signed problem report, for whoever sent a message. */
  String report(String code, String comment, String pthid) {
    var report = new ProblemReport(code, comment, List.of(), pthid);
    var message = report.toMessage(UUID.randomUUID().toString(), name(), Optional.empty());
    var kid =
        did.keys().stream().filter(one -> one.curve() == Curve.ED25519).findFirst().orElseThrow();
    return SignedMessage.sign(message, kid.id(), authentication);
  }

  /** An authcrypt envelope by this peer, whatever the message's {@code from} is. */
  String authcrypt(Message message, PeerDid recipient) {
    return Envelope.authcrypt(
        message.toJson(), did.agreementKey().id(), key, recipient.agreementKey());
  }

  static String anoncrypt(Message message, PeerDid recipient) {
    return anoncrypt(message.toJson(), recipient);
  }

  /** An anoncrypt envelope around a plaintext, which may be an envelope itself. */
  static String anoncrypt(String plaintext, PeerDid recipient) {
    return Envelope.anoncrypt(plaintext, List.of(recipient.agreementKey()));
  }
}
