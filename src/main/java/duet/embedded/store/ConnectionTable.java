package duet.embedded.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of connections. Those that were put last are remembered as they were put: a handshake
 * asks for its record and keys a dozen times, and reading keys takes a multiplication on a curve.
 */
final class ConnectionTable {

  private static final int REMEMBERED = 1_024;

  private final Table table;
  private final Map<Long, StoredConnection> recent = new LinkedHashMap<>();

  ConnectionTable(Table table) {
    this.table = table;
  }

  /** Null if there is none. */
  StoredConnection get(long sequence) {
    var known = recent.get(sequence);
    if (known != null) {
      return known;
    }
    var stored = table.get(sequence);
    return stored == null ? null : new StoredConnection.Stored(stored);
  }

  void put(long sequence, StoredConnection entry) {
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
