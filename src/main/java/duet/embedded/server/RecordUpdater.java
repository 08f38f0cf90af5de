package duet.embedded.server;

import duet.embedded.protocol.ThreadRecord;
import duet.embedded.store.ThreadStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes records in the store, and passes each new state and each new failure to a listener, also
 * the states that a change only went through.
 *
 * @param <R> a side's record
 */
final class RecordUpdater<R extends ThreadRecord> {

  private final ThreadStore<R> store;
  private final Consumer<R> listener;

  /**
   * @param listener called on the thread of the change, after it; it must not block
   */
  RecordUpdater(ThreadStore<R> store, Consumer<R> listener) {
    this.store = store;
    this.listener = listener;
  }

  /**
   * Adds a record that went through these states.
   *
   * @param adding adds the last of them, unless its wallet has a record of that thread already
   * @return what that returned
   */
  boolean add(List<R> states, Predicate<R> adding) {
    if (!adding.test(last(states))) {
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
  Optional<R> update(String id, Function<R, List<R>> change) {
    var before = new AtomicReference<R>();
    var after = new AtomicReference<List<R>>();
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

  private void publish(R before, List<R> states) {
    var previous = before;
    for (R state : states) {
      boolean failed =
          state.lastFailure().isPresent() && !state.lastFailure().equals(previous.lastFailure());
      if (failed || state.state() != previous.state()) {
        listener.accept(state);
      }
      previous = state;
    }
  }

  private R last(List<R> states) {
    return states.get(states.size() - 1);
  }
}
