package duet.didcomm;

import java.util.Optional;

/** The public keys of senders. Called on the thread that unpacks, once for each authcrypt. */
@FunctionalInterface
public interface PublicKeys {
  /** Reads the key out of the did:peer:2 in its id; empty for any other or damaged DID. */
  PublicKeys PEER =
      kid -> {
        try {
          return PeerDid.parse(KeyId.did(kid))
              .key(kid)
              .filter(key -> key.curve() == PeerDid.Curve.X25519)
              .map(PeerDid.Key::publicKey);
        } catch (MalformedException e) {
          return Optional.empty();
        }
      };

  /** The raw X25519 public key, in base64url, behind a sender's key id. */
  Optional<String> find(String kid);
}
