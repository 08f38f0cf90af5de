package duet.embedded.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
  private final Map<Index.Key, List<Long>> sequences = new HashMap<>();

  TableIndexes(List<Index> indexes) {
    this.indexes = indexes;
    this.fields =
        indexes.stream().flatMap(index -> index.fields().stream()).collect(Collectors.toSet());
  }

  /**
   * The keys of a record.
   *
   * @param texts gives the text of a field
   */
  List<Index.Key> keys(UnaryOperator<String> texts) {
    return indexes.stream()
        .map(index -> new Index.Key(index, index.fields().stream().map(texts).toList()))
        .toList();
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
    if (keys.stream().anyMatch(key -> key.index().unique() && sequences.containsKey(key))) {
      return false;
    }
    keys.forEach(key -> insert(key, sequence));
    return true;
  }

  /**
   * @throws IllegalArgumentException if a key that must be unique changes
   */
  void replace(List<Index.Key> before, List<Index.Key> after, Long sequence) {
    var removed = new ArrayList<>(before);
    removed.removeAll(after);
    if (removed.stream().anyMatch(key -> key.index().unique())) {
      throw new IllegalArgumentException("a record's unique keys can't change");
    }
    remove(removed, sequence);
    after.stream().filter(key -> !before.contains(key)).forEach(key -> insert(key, sequence));
  }

  void remove(List<Index.Key> keys, Long sequence) {
    for (Index.Key key : keys) {
      var all = sequences.get(key);
      if (all.size() == 1) {
        sequences.remove(key);
      } else {
        all.remove(Collections.binarySearch(all, sequence));
      }
    }
  }

  /** Oldest first. */
  List<Long> get(Index.Key key) {
    return sequences.getOrDefault(key, List.of());
  }

  /** A part of those that have a key. */
  List<Long> page(Index.Key key, int offset, int limit) {
    var all = get(key);
    int from = Math.min(offset, all.size());
    return all.subList(from, from + Math.min(limit, all.size() - from));
  }

  private void insert(Index.Key key, Long sequence) {
    if (key.index().unique()) {
      sequences.put(key, List.of(sequence));
    } else {
      var all = sequences.computeIfAbsent(key, k -> new ArrayList<>());
      all.add(-1 - Collections.binarySearch(all, sequence), sequence);
    }
  }
}
