package duet.embedded.store;

import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.InvalidCredentialException;
import duet.credential.PrismDid;
import duet.credential.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A did:prism of a wallet, with its private keys, which its text form never shows. */
public final class ManagedDid {

  private static final String WALLET = "wallet";
  private static final String CANONICAL = "did";
  private static final String LONG_FORM = "longForm";
  private static final String PUBLISHED = "published";
  private static final String KEYS = "keys";

  static final Index BY_DID = Index.uniqueBy(WALLET, CANONICAL);
  static final Index BY_WALLET = Index.by(WALLET);

  static final RecordType<ManagedDid> TYPE =
      new RecordType<>("dids", ManagedDid::toJson, ManagedDid::of, List.of(BY_DID, BY_WALLET));

  private final String wallet;
  private final PrismDid did;
  private final boolean published;
  private final Map<String, String> jwks;

  private ManagedDid(String wallet, PrismDid did, boolean published, Map<String, String> jwks) {
    this.wallet = wallet;
    this.did = did;
    this.published = published;
    this.jwks = jwks;
  }

  /**
   * A new one, which isn't published.
   *
   * @param did in long form
   * @param keys by id
   */
  public ManagedDid(String wallet, PrismDid did, Map<String, SigningKey> keys) {
    this(wallet, did, false, new TreeMap<>());
    keys.forEach((id, key) -> jwks.put(id, key.toJwk()));
  }

  public String wallet() {
    return wallet;
  }

  /** In long form, also once it is published. */
  public PrismDid did() {
    return did;
  }

  public boolean published() {
    return published;
  }

  /**
   * A private key, which is read each time: a multiplication on a curve.
   *
   * @param id the fragment alone
   */
  public Optional<SigningKey> key(String id) {
    return Optional.ofNullable(jwks.get(id)).map(ManagedDid::read);
  }

  ManagedDid publish() {
    return published ? this : new ManagedDid(wallet, did, true, jwks);
  }

  private ObjectNode toJson() {
    var json = RecordJson.MAPPER.createObjectNode();
    json.put(WALLET, wallet).put(CANONICAL, did.canonical());
    json.put(LONG_FORM, did.did()).put(PUBLISHED, published);
    jwks.forEach(json.putObject(KEYS)::put);
    return json;
  }

  private static ManagedDid of(ObjectNode json) {
    var jwks = new TreeMap<String, String>();
    json.path(KEYS).properties().forEach(key -> jwks.put(key.getKey(), key.getValue().asText()));
    try {
      var did = PrismDid.parse(text(json, LONG_FORM));
      return new ManagedDid(text(json, WALLET), did, json.path(PUBLISHED).booleanValue(), jwks);
    } catch (InvalidCredentialException e) {
      throw new StoreException("a DID can't be read: " + e.getMessage(), e);
    }
  }

  private static SigningKey read(String jwk) {
    try {
      return SigningKey.fromJwk(jwk);
    } catch (InvalidCredentialException e) {
      throw new StoreException("a key of a DID can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return did.canonical() + " of wallet " + wallet + " with the keys " + jwks.keySet();
  }
}
