package duet.embedded.store;

import duet.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;

/**
 * Opens an agent's file. MVStore repairs and tidies a file once it may write to it, so the file is
 * first read as a whole, and one that isn't intact is left as it was.
 */
final class DatabaseFile {

  /** The format of the entries; files in another format are refused. */
  private static final String KNOWN = "1";

  private static final String ABOUT = "duet";
  private static final String FORMAT_KEY = "format";

  /** In every file; a file's other tables are listed beside its format. */
  private static final Set<String> FIRST_TABLES = Set.of("connections", "webhooks", "settings");

  private static final int CACHE_MEGABYTES = 8;
  private static final String UNCHANGED = " It was not changed: ";

  private final DataDirectory directory;
  private final Map<String, TableIndexes> indexes;
  private final Path file;

  /**
   * @param indexes of each table, filled when the file is opened
   */
  DatabaseFile(DataDirectory directory, Map<String, TableIndexes> indexes) {
    this.directory = directory;
    this.indexes = indexes;
    this.file = directory.file();
  }

  /**
   * @throws StoreException if it can't be created, or isn't intact
   */
  MVStore open() {
    try {
      long lastCommit = directory.lastCommit();
      if (!Files.exists(file)) {
        requireNew(lastCommit);
        create();
        lastCommit = 0;
      }
      check(lastCommit);
      directory.committed(lastCommit);
      var store = open(file, false);
      begin(store);
      return store;
    } catch (IOException e) {
      throw new StoreException(file + " can't be used: " + AtomicFile.reason(e), e);
    } catch (MVStoreException e) {
      throw new StoreException(file + " can't be used: " + e.getMessage(), e);
    }
  }

  private void requireNew(long lastCommit) {
    if (lastCommit > 0) {
      throw new StoreException(
          "%s is missing, but commit %d was kept, says %s: restore a copy of it, or move the directory away to start over."
              .formatted(file, lastCommit, directory.lockFile()));
    }
  }

  /** Under another name until it is complete. */
  private void create() throws IOException {
    directory.committed(0);
    Path unfinished = directory.unfinished();
    directory.create(unfinished);
    try (var store = open(unfinished, false)) {
      about(store).put(FORMAT_KEY, KNOWN);
      begin(store);
      store.commit();
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Creates the tables that the file doesn't have: all in a new file, some in an older Duet's. */
  private void begin(MVStore store) {
    for (String name : indexes.keySet()) {
      if (!store.hasMap(name)) {
        new EntryTable(store, name, new AtomicLong()).begin();
        about(store).put(name, KNOWN);
      }
    }
  }

  private void check(long lastCommit) {
    String format;
    try (var store = open(file, true)) {
      format = store.hasMap(ABOUT) ? about(store).get(FORMAT_KEY) : null;
      if (KNOWN.equals(format)) {
        checkEntries(store, lastCommit);
      } else if (format == null && (lastCommit > 0 || store.getMapNames().isEmpty())) {
        throw new StoreException("it is empty");
      }
    } catch (MVStoreException e) {
      throw e.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT
          ? foreign("by a later MVStore")
          : damaged(e);
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      // MVStore reads lengths and places as they stand in the file
      throw damaged(e);
    }
    if (format == null) {
      throw foreign("by another program than Duet");
    }
    if (!KNOWN.equals(format)) {
      throw foreign("by a later Duet, in format %s; this one knows %s".formatted(format, KNOWN));
    }
  }

  private void checkEntries(MVStore store, long lastCommit) {
    if (store.getCurrentVersion() < lastCommit) {
      throw new StoreException(
          "it ends with commit %d, but commit %d was kept, says %s"
              .formatted(store.getCurrentVersion(), lastCommit, directory.lockFile()));
    }
    indexes.forEach(
        (name, index) -> {
          if (store.hasMap(name) || FIRST_TABLES.contains(name) || about(store).containsKey(name)) {
            new EntryTable(store, name, new AtomicLong()).check(index::load);
          }
        });
  }

  private StoreException foreign(String how) {
    return new StoreException(
        file
            + " was written "
            + how
            + "."
            + UNCHANGED
            + "use what wrote it, or another directory.");
  }

  private StoreException damaged(Throwable e) {
    var why = e.getMessage() == null ? "its content is inconsistent" : e.getMessage();
    // MVStore's own messages go on with what only its developers can use
    why = why.replaceFirst("(?s), chunk chunk:.*", "").replaceFirst(" \\[[\\d./]+\\]$", "");
    if (why.startsWith("Reading from file")) {
      why = "it ends too early, or can't be read";
    }
    return new StoreException(
        "%s is damaged: %s.%srestore a copy of it, or move the directory away to start over."
            .formatted(file, why, UNCHANGED),
        e);
  }

  private static Map<String, String> about(MVStore store) {
    return store.openMap(ABOUT);
  }

  /** Nothing is written but by commits, in the thread that asks for them. */
  private static MVStore open(Path file, boolean readOnly) {
    var single = new SingleFileStore(Map.of("cacheSize", CACHE_MEGABYTES));
    try {
      single.open(file.toAbsolutePath().toString(), readOnly, null);
      var store =
          new MVStore.Builder()
              .adoptFileStore(single)
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .open();
      store.setRetentionTime(0);
      return store;
    } catch (RuntimeException | Error e) {
      single.close();
      throw e;
    }
  }
}
