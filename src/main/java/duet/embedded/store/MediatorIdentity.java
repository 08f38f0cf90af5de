package duet.embedded.store;

import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A mediator's DID and keys.
 *
 * @param publicUrl where others reach it, if that isn't where it listens
 */
public record MediatorIdentity(PeerKeys keys, Optional<URI> publicUrl) {

  private static final String DID = "did";

  /** A mediator has one such record. */
  static final Index.Key KEY = Index.uniqueBy().key();

  static final RecordType<MediatorIdentity> TYPE =
      new RecordType<>(
          "identity", MediatorIdentity::toJson, MediatorIdentity::of, List.of(KEY.index()));

  private ObjectNode toJson() {
    var json = PeerKeysJson.write(keys).put(DID, keys.did().did());
    publicUrl.ifPresent(url -> json.put("publicUrl", url.toString()));
    return json;
  }

  private static MediatorIdentity of(ObjectNode json) {
    return new MediatorIdentity(
        PeerKeysJson.read(text(json, DID), json),
        RecordJson.optional(json, "publicUrl").map(URI::create));
  }

  /** Without the private keys. */
  @Override
  public String toString() {
    return "mediator " + keys.did().did();
  }
}
