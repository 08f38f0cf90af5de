package duet.embedded.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The tables behind a store, in memory or in one MVStore file. Safe for many threads.
 *
 * <p>A commit is with the kernel, which outlives a killed process, but not synced to the disk: that
 * would take a hundred times as long, and only protect from a power cut. For the same reason free
 * space is reused at once.
 */
final class Database implements AutoCloseable {

  /** Commits between two compactions of half-empty space. */
  private static final int COMPACT_EVERY = 500;

  private static final int FILL_PERCENT = 50;
  private static final int COMPACT_BYTES = 4 << 20;

  private final MVStore store;
  private final Optional<DataDirectory> directory;
  private final Map<String, TableIndexes> indexes;
  private final AtomicLong changes = new AtomicLong();
  private volatile long committed;
  private int commits;

  private Database(
      MVStore store, Optional<DataDirectory> directory, Map<String, TableIndexes> indexes) {
    this.store = store;
    this.directory = directory;
    this.indexes = indexes;
  }

  static Database inMemory(List<RecordType<?>> types) {
    return new Database(new MVStore.Builder().open(), Optional.empty(), indexes(types));
  }

  /**
   * @param owner the kind of server that the tables are of, which the file is named after
   * @throws StoreException if the directory or the file in it can't be used
   */
  static Database open(String owner, Path path, List<RecordType<?>> types) {
    var directory = DataDirectory.open(owner, path);
    try {
      var indexes = indexes(types);
      var store = new DatabaseFile(directory, indexes).open();
      return new Database(store, Optional.of(directory), indexes);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** To be called once for each type. */
  <R> RecordTable<R> table(RecordType<R> type) {
    var entries = new EntryTable(store, type.table(), changes);
    return new RecordTable<>(type, indexes.get(type.table()), entries, this::commit);
  }

  /**
   * Returns when all changes that were made before the call are kept. Changes of many threads go
   * into one commit.
   *
   * @throws StoreException if they can't be kept; nothing can from then on
   */
  void commit() {
    long mine = changes.get();
    if (directory.isPresent() && committed < mine) {
      synchronized (this) {
        if (committed < mine) {
          long all = changes.get();
          commit(directory.get());
          committed = all;
        }
      }
    }
  }

  /**
   * Lets other processes use the agent.
   *
   * @throws IllegalStateException if it is in memory
   */
  void share(URI rest) {
    directory
        .orElseThrow(() -> new IllegalStateException("what is in memory can't be shared"))
        .share(rest);
  }

  /** Ends what {@link #share} began. */
  void unshare() {
    directory.ifPresent(DataDirectory::unshare);
  }

  @Override
  public void close() {
    try {
      store.close();
    } finally {
      directory.ifPresent(DataDirectory::close);
    }
  }

  private static Map<String, TableIndexes> indexes(List<RecordType<?>> types) {
    var indexes = new LinkedHashMap<String, TableIndexes>();
    types.forEach(type -> indexes.put(type.table(), new TableIndexes(type.indexes())));
    return indexes;
  }

  private void commit(DataDirectory directory) {
    try {
      store.commit();
      if (++commits % COMPACT_EVERY == 0 && store.compact(FILL_PERCENT, COMPACT_BYTES)) {
        store.commit();
      }
      if (store.isClosed()) {
        throw new StoreException(directory.file() + " is closed");
      }
      directory.committed(store.getCurrentVersion());
    } catch (MVStoreException | IOException e) {
      throw new StoreException(directory.file() + " can't be written: " + e.getMessage(), e);
    }
  }
}
