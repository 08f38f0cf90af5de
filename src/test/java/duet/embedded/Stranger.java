package duet.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Envelope;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import duet.embedded.protocol.ConnectionProtocol;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Somebody with a DID of its own, who writes to agents whatever it likes. */
final class Stranger {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair key = KeyPair.generate(Curve.X25519, RANDOM);
  private final PeerDid did;

  Stranger() {
    this(URI.create("http://127.0.0.1:9/"));
  }

  Stranger(URI service) {
    did = PeerDid.create(key, KeyPair.generate(Curve.ED25519, RANDOM), service);
  }

  String did() {
    return did.did();
  }

  /**
   * A good request, from a new stranger, for an invitation as the inviter's connection shows it.
   */
  static String request(JsonNode inviter) {
    var from = inviter.path("invitation").path("from").asText();
    return new Stranger()
        .authcrypt(ConnectionProtocol.REQUEST, inviter.path("thid").asText(), from, from);
  }

  /**
   * @param to the DID that the message names
   * @param recipient the DID that it is encrypted for
   */
  String authcrypt(String type, String thid, String to, String recipient) {
    return sealed(message(type, thid, did.did(), to), recipient);
  }

  /** A message of its own, to whom it names. */
  String authcrypt(Message message) {
    return sealed(message, message.to().get(0));
  }

  Unpacked open(String envelope) {
    return Envelope.unpack(
        envelope,
        kid -> Optional.of(key).filter(own -> kid.equals(did.agreementKey().id())),
        PublicKeys.PEER);
  }

  /** Of another's name, sealed with this one's key. */
  String forged(String type, String thid, String from, String to) {
    return sealed(message(type, thid, from, to), to);
  }

  String anoncrypt(String type, String thid, String to) {
    var keys = List.of(PeerDid.parse(to).agreementKey());
    return Envelope.anoncrypt(message(type, thid, did.did(), to).toJson(), keys);
  }

  private String sealed(Message message, String recipient) {
    var theirs = PeerDid.parse(recipient).agreementKey();
    return Envelope.authcrypt(message.toJson(), did.agreementKey().id(), key, theirs);
  }

  private static Message message(String type, String thid, String from, String to) {
    return new Message(
        UUID.randomUUID().toString(),
        type,
        Optional.of(from),
        List.of(to),
        Optional.of(thid),
        Optional.of(thid),
        Optional.empty(),
        Optional.empty(),
        JsonNodeFactory.instance.objectNode(),
        List.of());
  }
}
