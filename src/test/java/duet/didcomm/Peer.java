package duet.didcomm;

import duet.didcomm.PeerDid.Curve;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** One of two who write to each other. */
record Peer(KeyPair key, PeerDid did) implements PrivateKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Peer create() {
    KeyPair key = KeyPair.generate(Curve.X25519, RANDOM);
    KeyPair signing = KeyPair.generate(Curve.ED25519, RANDOM);
    return new Peer(key, PeerDid.create(key, signing, URI.create("http://127.0.0.1:8090")));
  }

  PeerDid.Key agreementKey() {
    return did.agreementKey();
  }

  String kid() {
    return agreementKey().id();
  }

  @Override
  public Optional<KeyPair> find(String kid) {
    return kid.equals(kid()) ? Optional.of(key) : Optional.empty();
  }
}
