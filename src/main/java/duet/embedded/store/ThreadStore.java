package duet.embedded.store;

import duet.embedded.protocol.ThreadRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The records of one protocol, those of all wallets. A wallet has at most one of each thread. As
 * safe as its table.
 *
 * @param <R> a side's record
 */
public interface ThreadStore<R extends ThreadRecord> {

  Optional<R> find(String wallet, String id);

  Optional<R> findByThread(String wallet, String thid);

  /** A part of the records of a wallet, oldest first. */
  List<R> page(String wallet, int offset, int limit);

  int count(String wallet);

  /** The records of all wallets that are in an unfinished state, oldest first. */
  List<R> unfinished();

  /** Whether a record of any wallet waits for a message of its peer. */
  boolean anyAwaiting();

  /**
   * Puts the outcome of a change in a record's place, with no other change in between.
   *
   * @param change keeps wallet, ids and own DID; it may throw, and nothing changes then
   * @return the new record; empty if no record has that id
   */
  Optional<R> update(String id, UnaryOperator<R> change);
}
