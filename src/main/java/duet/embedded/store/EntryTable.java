package duet.embedded.store;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/**
 * Entries in order of insertion, from 1. One change is one write, so none is ever kept in part.
 *
 * <p>In a file there is an entry 0 too, which distinguishes a table without entries from one whose
 * beginning was lost.
 */
final class EntryTable {

  private final MVMap<Long, byte[]> map;
  private final AtomicLong changes;

  /**
   * One name is opened once.
   *
   * @param changes counts all changes that are made
   */
  EntryTable(MVStore store, String name, AtomicLong changes) {
    this.changes = changes;
    map =
        store.openMap(
            name,
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(new ChecksummedValue()));
  }

  /** Of an entry that exists. */
  ByteBuffer get(long sequence) {
    return ChecksummedValue.open(sequence, map.get(sequence));
  }

  void put(long sequence, byte[] entry) {
    map.put(sequence, ChecksummedValue.seal(sequence, entry));
    changes.incrementAndGet();
  }

  void remove(long sequence) {
    map.remove(sequence);
    changes.incrementAndGet();
  }

  /** Creates the table in a file. */
  void begin() {
    put(0, new byte[0]);
  }

  /** A number above all in use. */
  long next() {
    var last = map.lastKey();
    return last == null ? 1 : last + 1;
  }

  /**
   * Reads all of it, in order.
   *
   * @param reader is given each entry once its checksum is verified
   * @throws StoreException if an entry is missing or damaged
   */
  void check(ObjLongConsumer<ByteBuffer> reader) {
    if (!map.containsKey(0L)) {
      throw new StoreException("the beginning of " + map.getName() + " is missing");
    }
    long seen = 0;
    var cursor = map.cursor(null);
    while (cursor.hasNext()) {
      long sequence = cursor.next();
      var entry = ChecksummedValue.open(sequence, cursor.getValue());
      seen += map.containsKey(sequence) ? 1 : 0;
      if (sequence > 0) {
        reader.accept(entry, sequence);
      }
    }
    if (seen != map.sizeAsLong()) {
      throw new StoreException(
          "found %d entries of %s instead of %d".formatted(seen, map.getName(), map.sizeAsLong()));
    }
  }
}
