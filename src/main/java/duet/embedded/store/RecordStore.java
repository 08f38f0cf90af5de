package duet.embedded.store;

import duet.embedded.protocol.RecordState;
import duet.embedded.protocol.Refusal;
import duet.embedded.protocol.ThreadRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Records of threads whose own DIDs are kept elsewhere, with a connection or by themselves. */
public final class RecordStore<R extends ThreadRecord> implements ThreadStore<R> {

  private static final Index BY_ID = Index.uniqueBy("id");

  /** Two wallets of one agent may be the two ends of one thread. */
  private static final Index BY_THREAD = Index.uniqueBy("wallet", "thid");

  private static final Index BY_WALLET = Index.by("wallet");
  private static final Index BY_STATE = Index.by("state");
  private static final Index BY_OWN_DID = Index.by("ownDid", "state");

  /** Their JSON forms have these fields first; {@code state} is the name on the wire. */
  static final List<Index> INDEXES = List.of(BY_ID, BY_THREAD, BY_WALLET, BY_STATE, BY_OWN_DID);

  /** Of one peer, as many as a person may have left unanswered. */
  private static final int MAX_UNANSWERED = 100;

  private final RecordTable<R> table;
  private final Index.Key[] unfinished;
  private final Index.Key[] awaiting;

  /**
   * @param states all that the records may have
   */
  RecordStore(RecordTable<R> table, RecordState... states) {
    this.table = table;
    this.unfinished = keys(RecordState::unfinished, states);
    this.awaiting = keys(RecordState::awaiting, states);
  }

  /**
   * @return false if its wallet has a record of that thread already, and nothing was added
   */
  public boolean add(R record) {
    return table.add(record);
  }

  /**
   * Adds a record that a peer's message began.
   *
   * @return false if its wallet has a record of that thread already
   * @throws Refusal with 429 if 100 of that peer are in the same state: what strangers send is
   *     stored, of 1 MiB at most each
   */
  public boolean addBegun(R record) {
    if (table.count(BY_OWN_DID.key(record.ownDid(), record.state().wire())) >= MAX_UNANSWERED) {
      throw Refusal.of(
          429,
          "DIDCommControllerError:TooManyUnanswered",
          "%d of this peer wait in state %s: answer some of them first"
              .formatted(MAX_UNANSWERED, record.state().wire()));
    }
    return add(record);
  }

  @Override
  public Optional<R> find(String wallet, String id) {
    return table.find(BY_ID.key(id)).filter(record -> record.wallet().equals(wallet));
  }

  @Override
  public Optional<R> findByThread(String wallet, String thid) {
    return table.find(BY_THREAD.key(wallet, thid));
  }

  @Override
  public List<R> page(String wallet, int offset, int limit) {
    return table.page(BY_WALLET.key(wallet), offset, limit);
  }

  @Override
  public int count(String wallet) {
    return table.count(BY_WALLET.key(wallet));
  }

  @Override
  public List<R> unfinished() {
    return table.all(unfinished);
  }

  @Override
  public boolean anyAwaiting() {
    return Stream.of(awaiting).anyMatch(key -> table.count(key) > 0);
  }

  @Override
  public Optional<R> update(String id, UnaryOperator<R> change) {
    return table.update(
        BY_ID.key(id),
        before -> {
          var after = change.apply(before);
          return after.equals(before) ? before : after;
        });
  }

  private static Index.Key[] keys(Predicate<RecordState> which, RecordState... states) {
    return Stream.of(states)
        .filter(which)
        .map(state -> BY_STATE.key(state.wire()))
        .toArray(Index.Key[]::new);
  }
}
