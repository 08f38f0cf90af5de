package duet.didcomm;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** One of two who write to each other. */
record Peer(AgreementKey key, PeerDid did) implements PrivateKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Peer create() {
    AgreementKey key = AgreementKey.generate(RANDOM);
    AuthenticationKey signing = AuthenticationKey.generate(RANDOM);
    return new Peer(key, PeerDid.create(key, signing, URI.create("http://127.0.0.1:8090")));
  }

  PeerDid.Key agreementKey() {
    return did.agreementKey();
  }

  String kid() {
    return agreementKey().id();
  }

  @Override
  public Optional<AgreementKey> find(String kid) {
    return kid.equals(kid()) ? Optional.of(key) : Optional.empty();
  }
}
