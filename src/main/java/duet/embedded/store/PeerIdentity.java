package duet.embedded.store;

import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A peer DID of a wallet, with its keys, that was made for something else than a connection. */
public record PeerIdentity(String wallet, PeerKeys keys) {

  static final Index BY_DID = Index.uniqueBy("did");
  static final Index.Key ALL = Index.by().key();

  static final RecordType<PeerIdentity> TYPE =
      new RecordType<>(
          "peer-dids", PeerIdentity::toJson, PeerIdentity::of, List.of(BY_DID, ALL.index()));

  private ObjectNode toJson() {
    var json = RecordJson.MAPPER.createObjectNode();
    json.put("wallet", wallet).put("did", keys.did().did());
    return json.setAll(PeerKeysJson.write(keys));
  }

  private static PeerIdentity of(ObjectNode json) {
    return new PeerIdentity(text(json, "wallet"), PeerKeysJson.read(text(json, "did"), json));
  }

  /** Without the private keys. */
  @Override
  public String toString() {
    return "peer DID of wallet " + wallet + ": " + keys.did().did();
  }
}
