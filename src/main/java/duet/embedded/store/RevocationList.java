package duet.embedded.store;

import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException;
import duet.credential.PrismDid;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;

/**
 * Which credentials of an issuer are revoked. Immutable; a change gives a new one.
 *
 * @param issuer of the credentials and of the list, a DID of the wallet in long form
 * @param next the first index that no credential has yet
 * @param revoked indexes; copied
 */
public record RevocationList(String wallet, String id, PrismDid issuer, int next, BitSet revoked) {

  /** Cloud Agents begin with it, too. */
  private static final int FIRST = 1;

  static final Index BY_ID = Index.uniqueBy("id");
  static final Index BY_ISSUER = Index.by("wallet", "issuer");

  static final RecordType<RevocationList> TYPE =
      new RecordType<>(
          "revocation-lists",
          RevocationList::toJson,
          RevocationList::of,
          List.of(BY_ID, BY_ISSUER));

  public RevocationList {
    revoked = (BitSet) revoked.clone();
  }

  static RevocationList begin(String wallet, String id, PrismDid issuer) {
    return new RevocationList(wallet, id, issuer, FIRST, new BitSet());
  }

  @Override
  public BitSet revoked() {
    return (BitSet) revoked.clone();
  }

  RevocationList allocated() {
    return new RevocationList(wallet, id, issuer, next + 1, revoked);
  }

  RevocationList revoke(int index) {
    if (revoked.get(index)) {
      return this;
    }
    var more = revoked();
    more.set(index);
    return new RevocationList(wallet, id, issuer, next, more);
  }

  private ObjectNode toJson() {
    return RecordJson.MAPPER
        .createObjectNode()
        .put("wallet", wallet)
        .put("id", id)
        .put("issuer", issuer.did())
        .put("next", next)
        .put("revoked", Base64.getEncoder().encodeToString(revoked.toByteArray()));
  }

  private static RevocationList of(ObjectNode json) {
    try {
      return new RevocationList(
          text(json, "wallet"),
          text(json, "id"),
          PrismDid.parse(text(json, "issuer")),
          json.path("next").intValue(),
          BitSet.valueOf(Base64.getDecoder().decode(text(json, "revoked"))));
    } catch (InvalidCredentialException | IllegalArgumentException e) {
      throw new StoreException("a list of revocations can't be read: " + e.getMessage(), e);
    }
  }
}
