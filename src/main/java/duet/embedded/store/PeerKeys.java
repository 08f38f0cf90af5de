package duet.embedded.store;

import duet.didcomm.KeyPair;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A peer DID of this agent with its private keys. A new one is made for each connection.
 *
 * @param agreement decrypts what is sent to the DID
 * @param authentication part of the DID; connections never sign anything
 */
public record PeerKeys(PeerDid did, KeyPair agreement, KeyPair authentication) {

  /** The private key that a key id of the DID names. */
  public Optional<KeyPair> agreementKey(String kid) {
    return did.key(kid)
        .filter(key -> kid.startsWith(did.did()) && key.equals(did.agreementKey()))
        .map(key -> agreement);
  }

  /**
   * @param service where messages to the DID are to be sent
   */
  public static PeerKeys generate(SecureRandom random, URI service) {
    var agreement = KeyPair.generate(Curve.X25519, random);
    var authentication = KeyPair.generate(Curve.ED25519, random);
    return new PeerKeys(
        PeerDid.create(agreement, authentication, service), agreement, authentication);
  }

  /** Of a DID that nothing can be sent to. */
  public static PeerKeys withoutService(SecureRandom random) {
    var agreement = KeyPair.generate(Curve.X25519, random);
    var authentication = KeyPair.generate(Curve.ED25519, random);
    return new PeerKeys(
        PeerDid.withoutService(agreement, authentication), agreement, authentication);
  }
}
