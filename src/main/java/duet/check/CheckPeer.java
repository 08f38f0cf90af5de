package duet.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Envelope;
import duet.didcomm.Invitation;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A peer with a DID of its own, which sends valid and invalid messages. */
record CheckPeer(KeyPair key, PeerDid did) {

  static final String REQUEST = "https://atalaprism.io/mercury/connections/1.0/request";
  static final String RESPONSE = "https://atalaprism.io/mercury/connections/1.0/response";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VALID_SECONDS = 1000;

  /**
   * @param service the endpoint in its DID
   */
  static CheckPeer at(URI service) {
    var key = KeyPair.generate(Curve.X25519, RANDOM);
    return new CheckPeer(
        key, PeerDid.create(key, KeyPair.generate(Curve.ED25519, RANDOM), service));
  }

  String name() {
    return did.did();
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
