package duet.bench;

import duet.didcomm.Envelope;
import duet.didcomm.KeyPair;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.PublicKeys;
import duet.didcomm.Unpacked;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The key and envelope operations of handshakes: four key pairs in two DIDs, a request and a
 * response packed and unpacked.
 */
final class CryptoBaseline {

  private static final URI SERVICE = URI.create("http://127.0.0.1:8090/didcomm");
  private static final int PLAINTEXT = 700;

  private final SecureRandom random = new SecureRandom();
  private final String message =
      "{\"id\":\"1\",\"type\":\"bench\",\"body\":{\"filler\":\"%s\"}}"
          .formatted("x".repeat(PLAINTEXT));

  Unpacked handshake() {
    var inviter = new Party(random);
    var invitee = new Party(random);
    invitee.send(inviter, message);
    return inviter.send(invitee, message);
  }

  /** One side with its keys. */
  private static final class Party {
    private final KeyPair agreement;
    private final PeerDid did;

    Party(SecureRandom random) {
      agreement = KeyPair.generate(Curve.X25519, random);
      did = PeerDid.create(agreement, KeyPair.generate(Curve.ED25519, random), SERVICE);
    }

    Unpacked send(Party peer, String message) {
      var envelope =
          Envelope.authcrypt(message, did.agreementKey().id(), agreement, peer.did.agreementKey());
      return Envelope.unpack(envelope, kid -> Optional.of(peer.agreement), PublicKeys.PEER);
    }
  }
}
