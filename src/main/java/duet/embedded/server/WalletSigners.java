package duet.embedded.server;

import duet.credential.KeyPurpose;
import duet.credential.PrismKey;
import duet.credential.SigningKey;
import duet.embedded.protocol.DidReference;
import duet.embedded.protocol.Refusal;
import duet.embedded.protocol.Signer;
import duet.embedded.store.DidStore;
import duet.embedded.store.ManagedDid;
import duet.text.SafeText;
import java.util.Optional;
import java.util.stream.Collectors;

/** The DIDs of wallets that can sign, and their keys. */
final class WalletSigners {

  private final DidStore dids;

  WalletSigners(DidStore dids) {
    this.dids = dids;
  }

  /**
   * Chooses who signs.
   *
   * @param keyId the fragment alone, or behind the DID
   * @throws Refusal with 400 if the wallet has no such DID, or the DID no such key
   */
  Signer choose(String wallet, String did, Optional<String> keyId, KeyPurpose purpose) {
    var signer = new Signer(did, keyId.map(id -> id.substring(id.lastIndexOf('#') + 1)));
    key(managed(wallet, did), signer, purpose);
    return signer;
  }

  /** The signer's DID, in long form, and its keys. */
  ManagedDid managed(String wallet, String did) {
    var reference = DidReference.parse(did);
    return dids.find(wallet, reference)
        .orElseThrow(
            () ->
                badRequest("The DID can't be found in the agent wallet: " + reference.canonical()));
  }

  /** The key that signs: the one that was chosen, or the first of the purpose. */
  SigningKey signingKey(ManagedDid did, Signer signer, KeyPurpose purpose) {
    return did.key(key(did, signer, purpose).id()).orElseThrow();
  }

  /** The id of that key, the fragment alone. */
  String keyId(ManagedDid did, Signer signer, KeyPurpose purpose) {
    return key(did, signer, purpose).id();
  }

  private static PrismKey key(ManagedDid managed, Signer signer, KeyPurpose purpose) {
    var keys = managed.did().keys(purpose);
    var id = signer.keyId();
    return keys.stream()
        .filter(key -> id.isEmpty() || id.get().equals(key.id()))
        .findFirst()
        .orElseThrow(
            () ->
                badRequest(
                    "The DID has no %s key%s: %s (it has: %s)"
                        .formatted(
                            purpose.restName(),
                            id.map(text -> " '" + SafeText.excerpt(text) + "'").orElse(""),
                            managed.did().canonical(),
                            keys.isEmpty()
                                ? "none"
                                : keys.stream()
                                    .map(PrismKey::id)
                                    .collect(Collectors.joining(", ")))));
  }

  private static Refusal badRequest(String detail) {
    return Refusal.plain(400, "BadRequest", detail);
  }
}
