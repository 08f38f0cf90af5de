package duet.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The tables behind a store, in memory or in one MVStore file. Safe for many threads.
 *
 * <p>A commit is with the kernel, which outlives a killed process, but not waited for on the disk:
 * that would take a hundred times as long, for the sake of a power cut. For the same reason space
 * is used again as soon as nothing lives there.
 */
final class Database implements AutoCloseable {

  static final String CONNECTIONS = "connections";
  static final String WEBHOOKS = "webhooks";
  static final String SETTINGS = "settings";
  static final List<String> TABLES = List.of(CONNECTIONS, WEBHOOKS, SETTINGS);

  /** After how many commits half-empty space is looked for. */
  private static final int TIDY_EVERY = 500;

  private static final int FULL_ENOUGH_PERCENT = 50;
  private static final int TIDY_BYTES = 4 << 20;

  private final MVStore store;
  private final Optional<DataDirectory> directory;
  private final List<Table> tables = new ArrayList<>();
  private volatile long committed;
  private int commits;

  private Database(MVStore store, Optional<DataDirectory> directory) {
    this.store = store;
    this.directory = directory;
  }

  static Database inMemory() {
    return new Database(new MVStore.Builder().open(), Optional.empty());
  }

  /**
   * @param reader is given each connection's entry, in order
   * @throws StoreException if the directory or the file in it can't be used
   */
  static Database open(Path path, ObjLongConsumer<ByteBuffer> reader) {
    var directory = DataDirectory.open(path);
    try {
      return new Database(new DatabaseFile(directory, reader).open(), Optional.of(directory));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** To be called for each table before the first commit. */
  Table table(String name) {
    var table = new Table(store, name);
    tables.add(table);
    return table;
  }

  /**
   * Returns when all changes that were made before the call are kept. Changes of many threads go
   * into one commit.
   *
   * @throws StoreException if they can't be kept; nothing can from then on
   */
  void commit() {
    if (directory.isPresent() && committed < changes()) {
      long mine = changes();
      synchronized (this) {
        if (committed < mine) {
          long all = changes();
          commit(directory.get());
          committed = all;
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } finally {
      directory.ifPresent(DataDirectory::close);
    }
  }

  private void commit(DataDirectory directory) {
    try {
      store.commit();
      if (++commits % TIDY_EVERY == 0 && store.compact(FULL_ENOUGH_PERCENT, TIDY_BYTES)) {
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

  private long changes() {
    return tables.stream().mapToLong(Table::changes).sum();
  }
}
