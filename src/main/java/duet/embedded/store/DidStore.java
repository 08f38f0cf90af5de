package duet.embedded.store;

import duet.credential.PrismDid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The did:prism of all wallets. As safe as its table. */
public final class DidStore {

  private final RecordTable<ManagedDid> table;

  DidStore(RecordTable<ManagedDid> table) {
    this.table = table;
  }

  public void add(ManagedDid did) {
    table.add(did);
  }

  /**
   * @param did in either form
   */
  public Optional<ManagedDid> find(String wallet, PrismDid did) {
    return table.find(key(wallet, did));
  }

  /** A part of those of a wallet, oldest first. */
  public List<ManagedDid> page(String wallet, int offset, int limit) {
    return table.page(ManagedDid.BY_WALLET.key(wallet), offset, limit);
  }

  public int count(String wallet) {
    return table.count(ManagedDid.BY_WALLET.key(wallet));
  }

  /**
   * From now on a DID counts as published.
   *
   * @return how it is now; empty if it was published before
   */
  public Optional<ManagedDid> publish(ManagedDid did) {
    var before = new AtomicBoolean();
    return table
        .update(
            key(did.wallet(), did.did()),
            stored -> {
              before.set(stored.published());
              return stored.publish();
            })
        .filter(after -> !before.get());
  }

  private static Index.Key key(String wallet, PrismDid did) {
    return ManagedDid.BY_DID.key(wallet, did.canonical());
  }
}
