package duet.embedded.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The records of one type, in order of insertion. Safe for many threads; each method either happens
 * as a whole or not at all, and what it returns is kept.
 */
public final class RecordTable<R> {

  private static final int CACHED = 1_024;

  private final RecordType<R> type;
  private final TableIndexes indexes;
  private final EntryTable entries;
  private final Runnable commit;

  /** Those put last, as they were put: a handshake asks for its records a dozen times. */
  private final Map<Long, Indexed<R>> cache = new LinkedHashMap<>();

  /**
   * @param commit returns when all changes made before the call are kept
   */
  RecordTable(RecordType<R> type, TableIndexes indexes, EntryTable entries, Runnable commit) {
    this.type = type;
    this.indexes = indexes;
    this.entries = entries;
    this.commit = commit;
  }

  /**
   * @return false if a key that must be unique is taken, and nothing was added
   */
  public boolean add(R record) {
    var json = type.toJson().apply(record);
    var indexed = indexed(record, json);
    boolean added;
    synchronized (this) {
      long sequence = entries.next();
      added = indexes.add(indexed.keys(), sequence);
      if (added) {
        put(sequence, json, indexed);
      }
    }
    commit.run();
    return added;
  }

  /** The record that has a unique key. */
  public Optional<R> find(Index.Key key) {
    return page(key, 0, 1).stream().findFirst();
  }

  /** The records that have one of these keys of one index, oldest first. */
  public List<R> all(Index.Key... keys) {
    return read(() -> Arrays.stream(keys).flatMap(key -> indexes.get(key).stream()).sorted());
  }

  /** A part of the records that have a key, oldest first; the others aren't read. */
  public List<R> page(Index.Key key, int offset, int limit) {
    return read(() -> indexes.page(key, offset, limit).stream());
  }

  public synchronized int count(Index.Key key) {
    return indexes.get(key).size();
  }

  /**
   * Puts the outcome of a change in a record's place, with no other change in between.
   *
   * @param key a unique one
   * @param change returns what it was given if there is nothing to change; it may throw, and
   *     nothing changes then
   * @return the new record; empty if none has that key
   * @throws IllegalArgumentException if a unique key of the record would change
   */
  public Optional<R> update(Index.Key key, UnaryOperator<R> change) {
    try {
      synchronized (this) {
        return indexes.get(key).stream().findFirst().map(sequence -> update(sequence, change));
      }
    } finally {
      commit.run();
    }
  }

  /**
   * @param key a unique one
   * @return whether a record had that key
   */
  public boolean remove(Index.Key key) {
    Optional<Long> found;
    synchronized (this) {
      found = indexes.get(key).stream().findFirst();
      found.ifPresent(
          sequence -> {
            reader(sequence).get().keys().forEach(each -> indexes.remove(each, sequence));
            entries.remove(sequence);
            cache.remove(sequence);
          });
    }
    commit.run();
    return found.isPresent();
  }

  /** Commits before it returns, since another thread may have put a record just now. */
  private List<R> read(Supplier<Stream<Long>> sequences) {
    List<Supplier<Indexed<R>>> found;
    synchronized (this) {
      found = sequences.get().map(this::reader).toList();
    }
    commit.run();
    return found.stream().map(reader -> reader.get().record()).toList();
  }

  private R update(long sequence, UnaryOperator<R> change) {
    var before = reader(sequence).get();
    R after = change.apply(before.record());
    if (after != before.record()) {
      var json = type.toJson().apply(after);
      var indexed = indexed(after, json);
      indexes.replace(before.keys(), indexed.keys(), sequence);
      put(sequence, json, indexed);
    }
    return after;
  }

  private void put(long sequence, ObjectNode json, Indexed<R> indexed) {
    entries.put(sequence, RecordJson.write(json));
    cache.remove(sequence);
    cache.put(sequence, indexed);
    if (cache.size() > CACHED) {
      cache.remove(cache.keySet().iterator().next());
    }
  }

  /** What it returns reads outside the lock. */
  private Supplier<Indexed<R>> reader(long sequence) {
    var cached = cache.get(sequence);
    if (cached != null) {
      return () -> cached;
    }
    var entry = entries.get(sequence);
    return () -> {
      var json = RecordJson.read(entry);
      return indexed(type.fromJson().apply(json), json);
    };
  }

  private Indexed<R> indexed(R record, ObjectNode json) {
    return new Indexed<>(record, indexes.keys(field -> RecordJson.text(json, field)));
  }

  private record Indexed<R>(R record, List<Index.Key> keys) {}
}
