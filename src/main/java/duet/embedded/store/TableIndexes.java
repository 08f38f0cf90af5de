package duet.embedded.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Where the records of one table are: their sequence numbers by key, in memory. Not safe for
 * several threads.
 */
final class TableIndexes {

  private final List<Index> indexes;
  private final Set<String> fields;
  private final Map<Index, Map<List<String>, List<Long>>> sequences = new IdentityHashMap<>();

  TableIndexes(List<Index> indexes) {
    this.indexes = indexes;
    this.fields =
        indexes.stream().flatMap(index -> index.fields().stream()).collect(Collectors.toSet());
    indexes.forEach(index -> sequences.put(index, new HashMap<>()));
  }

  /**
   * The keys of a record.
   *
   * @param texts gives the text of a field
   */
  List<Index.Key> keys(UnaryOperator<String> texts) {
    var keys = new ArrayList<Index.Key>(indexes.size());
    for (Index index : indexes) {
      var values = new ArrayList<>(index.fields());
      values.replaceAll(texts);
      keys.add(new Index.Key(index, List.copyOf(values)));
    }
    return keys;
  }

  /** Adds an entry of a file. */
  void load(ByteBuffer entry, long sequence) {
    if (!add(keys(RecordJson.texts(entry, fields)::get), sequence)) {
      throw new StoreException("entry " + sequence + " has a key that must be unique");
    }
  }

  /**
   * @return false if a key that must be unique is taken, and nothing was added
   */
  boolean add(List<Index.Key> keys, Long sequence) {
    if (keys.stream().anyMatch(key -> key.index().unique() && !get(key).isEmpty())) {
      return false;
    }
    keys.forEach(key -> insert(key, sequence));
    return true;
  }

  /**
   * @throws IllegalArgumentException if a key that must be unique changes
   */
  void replace(List<Index.Key> before, List<Index.Key> after, Long sequence) {
    if (!unique(before).equals(unique(after))) {
      throw new IllegalArgumentException("a record's unique keys can't change");
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).values().equals(after.get(i).values())) {
        remove(before.get(i), sequence);
        insert(after.get(i), sequence);
      }
    }
  }

  void remove(Index.Key key, Long sequence) {
    var all = get(key);
    if (all.size() == 1) {
      sequences.get(key.index()).remove(key.values());
    } else {
      all.remove(Collections.binarySearch(all, sequence));
    }
  }

  /** Oldest first. */
  List<Long> get(Index.Key key) {
    return sequences.get(key.index()).getOrDefault(key.values(), List.of());
  }

  /** A part of those that have a key. */
  List<Long> page(Index.Key key, int offset, int limit) {
    var all = get(key);
    int from = Math.min(offset, all.size());
    return all.subList(from, from + Math.min(limit, all.size() - from));
  }

  private void insert(Index.Key key, Long sequence) {
    var all = sequences.get(key.index());
    if (key.index().unique()) {
      all.put(key.values(), List.of(sequence));
    } else {
      var those = all.computeIfAbsent(key.values(), values -> new ArrayList<>());
      those.add(-1 - Collections.binarySearch(those, sequence), sequence);
    }
  }

  private static List<List<String>> unique(List<Index.Key> keys) {
    return keys.stream().filter(key -> key.index().unique()).map(Index.Key::values).toList();
  }
}
