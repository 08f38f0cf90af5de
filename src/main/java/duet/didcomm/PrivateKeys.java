package duet.didcomm;

import java.util.Optional;

/**
 * Our own private keys. Called on the thread that unpacks, once for each recipient of an envelope.
 */
@FunctionalInterface
public interface PrivateKeys {
  /** The pair behind a key id, or empty if that isn't ours. */
  Optional<KeyPair> find(String kid);
}
