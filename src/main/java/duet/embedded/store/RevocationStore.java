package duet.embedded.store;

import duet.credential.PrismDid;
import java.util.Optional;
import java.util.UUID;

/** The lists of revocations of all wallets. Safe for many threads. */
public final class RevocationStore {

  private final RecordTable<RevocationList> table;
  private final int size;

  /**
   * @param size the number of indexes of a list, from 0
   */
  RevocationStore(RecordTable<RevocationList> table, int size) {
    this.table = table;
    this.size = size;
  }

  /**
   * The place of a credential in a list.
   *
   * @param list its id
   */
  public record Place(String list, int index) {}

  /**
   * A place that no other credential gets: in the issuer's list, or in a new one when that is full.
   *
   * @param issuer in long form
   */
  public synchronized Place allocate(String wallet, PrismDid issuer) {
    var lists = table.all(RevocationList.BY_ISSUER.key(wallet, issuer.did()));
    if (lists.isEmpty() || lists.get(lists.size() - 1).next() >= size) {
      var begun = RevocationList.begin(wallet, UUID.randomUUID().toString(), issuer);
      table.add(begun);
      return allocate(begun.id());
    }
    return allocate(lists.get(lists.size() - 1).id());
  }

  public Optional<RevocationList> find(String id) {
    return table.find(RevocationList.BY_ID.key(id));
  }

  /** Revokes what has a place, if it isn't revoked yet. */
  public void revoke(Place place) {
    table.update(RevocationList.BY_ID.key(place.list()), list -> list.revoke(place.index()));
  }

  private Place allocate(String id) {
    return table
        .update(RevocationList.BY_ID.key(id), RevocationList::allocated)
        .map(list -> new Place(id, list.next() - 1))
        .orElseThrow();
  }
}
