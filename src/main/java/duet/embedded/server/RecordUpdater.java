package duet.embedded.server;

import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.store.ConnectionStore;
import duet.embedded.store.PeerKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Changes records in the store, and passes each new state and each new failure to a listener, also
 * the states that a change only went through.
 */
final class RecordUpdater {

  private final ConnectionStore store;
  private final Consumer<ConnectionRecord> listener;

  /**
   * @param listener called on the thread of the change, after it; it must not block
   */
  RecordUpdater(ConnectionStore store, Consumer<ConnectionRecord> listener) {
    this.store = store;
    this.listener = listener;
  }

  /**
   * Adds a record that went through these states.
   *
   * @return false if its wallet has a record of that thread already, and nothing was added
   */
  boolean add(List<ConnectionRecord> states, PeerKeys keys) {
    if (!store.add(last(states), keys)) {
      return false;
    }
    states.forEach(listener);
    return true;
  }

  /**
   * @param change gives the states that the record goes through, none for no change; it may throw,
   *     and nothing changes then
   * @return the new record; empty if no record has that id
   */
  Optional<ConnectionRecord> update(
      String id, Function<ConnectionRecord, List<ConnectionRecord>> change) {
    var before = new AtomicReference<ConnectionRecord>();
    var after = new AtomicReference<List<ConnectionRecord>>();
    var updated =
        store.update(
            id,
            record -> {
              before.set(record);
              after.set(change.apply(record));
              return after.get().isEmpty() ? record : last(after.get());
            });
    updated.ifPresent(record -> publish(before.get(), after.get()));
    return updated;
  }

  private void publish(ConnectionRecord before, List<ConnectionRecord> states) {
    var previous = before;
    for (ConnectionRecord state : states) {
      boolean failed =
          state.lastFailure().isPresent() && !state.lastFailure().equals(previous.lastFailure());
      if (failed || state.state() != previous.state()) {
        listener.accept(state);
      }
      previous = state;
    }
  }

  private static ConnectionRecord last(List<ConnectionRecord> states) {
    return states.get(states.size() - 1);
  }
}
