package duet.embedded.store;

import static duet.embedded.store.ConnectionJson.ID;
import static duet.embedded.store.ConnectionJson.OWN_DID;
import static duet.embedded.store.ConnectionJson.STATE;
import static duet.embedded.store.ConnectionJson.THID;
import static duet.embedded.store.ConnectionJson.WALLET;

import duet.didcomm.KeyId;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ConnectionRecordState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The connection records of all wallets, with the keys of their DIDs. As safe as its table. */
public final class ConnectionStore implements ThreadStore<ConnectionRecord> {

  private static final Index BY_ID = Index.uniqueBy(ID);
  private static final Index BY_OWN_DID = Index.uniqueBy(OWN_DID);

  /** Two wallets of one agent may be the two ends of one thread. */
  private static final Index BY_THREAD = Index.uniqueBy(WALLET, THID);

  private static final Index BY_WALLET = Index.by(WALLET);
  private static final Index BY_STATE = Index.by(STATE);

  private static final Index.Key[] UNFINISHED = keys(ConnectionRecordState::unfinished);
  private static final Index.Key[] AWAITING = keys(ConnectionRecordState::awaiting);
  private static final Index.Key[] ALL_STATES = keys(state -> true);

  static final RecordType<StoredConnection> TYPE =
      new RecordType<>(
          "connections",
          ConnectionJson::write,
          ConnectionJson::read,
          List.of(BY_ID, BY_OWN_DID, BY_THREAD, BY_WALLET, BY_STATE));

  private final RecordTable<StoredConnection> table;

  ConnectionStore(RecordTable<StoredConnection> table) {
    this.table = table;
  }

  /**
   * Adds a record with the keys of its own DID.
   *
   * @return false if its wallet has a record of that thread already, and nothing was added
   */
  public boolean add(ConnectionRecord record, PeerKeys keys) {
    return table.add(new StoredConnection(record, keys));
  }

  @Override
  public Optional<ConnectionRecord> find(String wallet, String id) {
    return find(BY_ID.key(id)).filter(record -> record.wallet().equals(wallet));
  }

  @Override
  public Optional<ConnectionRecord> findByThread(String wallet, String thid) {
    return find(BY_THREAD.key(wallet, thid));
  }

  @Override
  public List<ConnectionRecord> page(String wallet, int offset, int limit) {
    return records(table.page(BY_WALLET.key(wallet), offset, limit));
  }

  @Override
  public int count(String wallet) {
    return table.count(BY_WALLET.key(wallet));
  }

  @Override
  public List<ConnectionRecord> unfinished() {
    return records(table.all(UNFINISHED));
  }

  @Override
  public boolean anyAwaiting() {
    return Arrays.stream(AWAITING).anyMatch(key -> table.count(key) > 0);
  }

  /** The own DIDs of all wallets, oldest first. */
  List<String> ownDids() {
    return records(table.all(ALL_STATES)).stream().map(ConnectionRecord::ownDid).toList();
  }

  @Override
  public Optional<ConnectionRecord> update(String id, UnaryOperator<ConnectionRecord> change) {
    return table
        .update(
            BY_ID.key(id),
            stored -> {
              var after = change.apply(stored.record());
              return after.equals(stored.record())
                  ? stored
                  : new StoredConnection(after, stored.keys().get());
            })
        .map(StoredConnection::record);
  }

  /** Removes a record and its keys. */
  public void remove(String id) {
    table.remove(BY_ID.key(id));
  }

  /** The record whose own DID is this one. */
  public Optional<ConnectionRecord> findByOwnDid(String did) {
    return find(BY_OWN_DID.key(did));
  }

  Optional<PeerKeys> keys(String did) {
    return table.find(BY_OWN_DID.key(did)).map(stored -> stored.keys().get());
  }

  /** The wallet that a key id of one of this agent's DIDs belongs to. */
  Optional<String> wallet(String kid) {
    return findByOwnDid(KeyId.did(kid)).map(ConnectionRecord::wallet);
  }

  private Optional<ConnectionRecord> find(Index.Key key) {
    return table.find(key).map(StoredConnection::record);
  }

  private static List<ConnectionRecord> records(List<StoredConnection> stored) {
    return stored.stream().map(StoredConnection::record).toList();
  }

  private static Index.Key[] keys(Predicate<ConnectionRecordState> states) {
    return Arrays.stream(ConnectionRecordState.values())
        .filter(states)
        .map(state -> BY_STATE.key(state.wire()))
        .toArray(Index.Key[]::new);
  }
}
