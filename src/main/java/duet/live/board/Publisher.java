package duet.live.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners of changes, on a thread of its own: each at once, but while they are being told,
 * what happens to the same row becomes one change. Safe for several threads.
 */
final class Publisher implements AutoCloseable {

  private final ShownRows rows;
  private final FailureLog failures;
  private final List<BoardListener> listeners = new CopyOnWriteArrayList<>();

  /** Rows to look at; true if something of their detail changed. */
  private Map<ThreadKey, Boolean> changes = new LinkedHashMap<>();

  private boolean agents;
  private boolean closed;

  Publisher(ShownRows rows, FailureLog failures) {
    this.rows = rows;
    this.failures = failures;
  }

  void start() {
    var thread = new Thread(this::run, "duet-board-listeners");
    thread.setDaemon(true);
    thread.start();
  }

  void listen(BoardListener listener) {
    listeners.add(listener);
  }

  void forget(BoardListener listener) {
    listeners.remove(listener);
  }

  /** Something of a row or its detail changed. */
  synchronized void changed(ThreadKey key) {
    changes.put(key, true);
    notifyAll();
  }

  /** A row may look different by now. */
  synchronized void maybeChanged(ThreadKey key) {
    changes.putIfAbsent(key, false);
    notifyAll();
  }

  synchronized void agentsChanged() {
    agents = true;
    notifyAll();
  }

  /** Nobody is told of anything afterwards, but of what is being told now. */
  @Override
  public synchronized void close() {
    closed = true;
    listeners.clear();
    notifyAll();
  }

  private void run() {
    try {
      while (true) {
        Map<ThreadKey, Boolean> taken;
        boolean health;
        synchronized (this) {
          while (changes.isEmpty() && !agents && !closed) {
            wait();
          }
          if (closed) {
            return;
          }
          taken = changes;
          changes = new LinkedHashMap<>();
          health = agents;
          agents = false;
        }
        if (health) {
          tell(BoardListener::agents);
        }
        taken.forEach(
            (key, detail) -> failures.run("To look at a row", () -> publish(key, detail)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(ThreadKey key, boolean detail) {
    var change = rows.update(key);
    if (change.now().isPresent()) {
      if (detail || change.visible()) {
        tell(listener -> listener.changed(change.now().get()));
      }
    } else if (change.before().isPresent()) {
      tell(listener -> listener.removed(key.id()));
    }
  }

  /** A listener's own trouble is not the others'. */
  private void tell(Consumer<BoardListener> news) {
    for (BoardListener listener : listeners) {
      failures.run("To tell a listener", () -> news.accept(listener));
    }
  }
}
