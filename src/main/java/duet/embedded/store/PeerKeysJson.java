package duet.embedded.store;

import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.KeyPair;
import duet.didcomm.MalformedException;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;

/** The private keys of a DID as format 1 of {@link DatabaseFile} has them. */
final class PeerKeysJson {

  private static final String AGREEMENT = "agreement";
  private static final String AUTHENTICATION = "authentication";

  private PeerKeysJson() {}

  static ObjectNode write(PeerKeys keys) {
    return RecordJson.MAPPER
        .createObjectNode()
        .put(AGREEMENT, keys.agreement().toJwk())
        .put(AUTHENTICATION, keys.authentication().toJwk());
  }

  /**
   * @throws StoreException if they can't be read; it doesn't quote them
   */
  static PeerKeys read(String did, JsonNode keys) {
    try {
      return new PeerKeys(
          PeerDid.parse(did),
          KeyPair.fromJwk(Curve.X25519, text(keys, AGREEMENT)),
          KeyPair.fromJwk(Curve.ED25519, text(keys, AUTHENTICATION)));
    } catch (MalformedException e) {
      throw new StoreException("the keys of a DID can't be read: " + e.getMessage(), e);
    }
  }
}
