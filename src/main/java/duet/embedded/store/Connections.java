package duet.embedded.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of connections. Those that were put last are remembered as they were put: a handshake
 * asks for its record and keys a dozen times, and reading keys takes a multiplication on a curve.
 */
final class Connections {

  private static final int REMEMBERED = 1_024;

  private final Table table;
  private final Map<Long, Entry> recent = new LinkedHashMap<>();

  Connections(Table table) {
    this.table = table;
  }

  /** Null if there is none. */
  Entry get(long sequence) {
    var known = recent.get(sequence);
    if (known != null) {
      return known;
    }
    var stored = table.get(sequence);
    return stored == null ? null : new Entry.Stored(stored);
  }

  void put(long sequence, Entry entry) {
    table.put(sequence, RecordJson.write(RecordJson.of(entry.record(), entry.keys())));
    recent.remove(sequence);
    recent.put(sequence, entry);
    if (recent.size() > REMEMBERED) {
      recent.remove(recent.keySet().iterator().next());
    }
  }

  void remove(long sequence) {
    table.remove(sequence);
    recent.remove(sequence);
  }

  /** A number above all in use. */
  long next() {
    return table.next();
  }
}
