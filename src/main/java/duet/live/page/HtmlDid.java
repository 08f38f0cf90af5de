package duet.live.page;

import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import java.util.List;
import java.util.Optional;

/**
 * A DID as the templates see it.
 *
 * @param decoded what a did:peer:2 carries; empty for others
 */
record HtmlDid(String role, LongText did, Optional<Decoded> decoded) {

  static HtmlDid of(String role, LongText did) {
    try {
      return new HtmlDid(role, did, Optional.of(Decoded.of(PeerDid.parse(did.whole()))));
    } catch (MalformedException e) {
      return new HtmlDid(role, did, Optional.empty());
    }
  }

  record Decoded(List<Key> keys, List<Service> services) {

    static Decoded of(PeerDid did) {
      return new Decoded(
          did.keys().stream().map(Key::of).toList(),
          did.services().stream().map(Service::of).toList());
    }
  }

  record Key(String use, String id, String curve, String publicKey) {

    static Key of(PeerDid.Key key) {
      boolean agrees = key.curve() == PeerDid.Curve.X25519;
      return new Key(
          agrees ? "to encrypt" : "to sign",
          key.id().substring(key.id().indexOf('#')),
          agrees ? "X25519" : "Ed25519",
          key.publicKey());
    }
  }

  record Service(String uri, List<String> accept, List<String> routingKeys) {

    static Service of(PeerDid.Service service) {
      return new Service(service.uri(), service.accept(), service.routingKeys());
    }
  }
}
