package duet.embedded.store;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/**
 * Entries in order of insertion, from 1. One change is one write, so none is ever kept by half.
 *
 * <p>In a file there is an entry 0 too, by which a table that has no entries is told from one whose
 * beginning was lost.
 */
final class Table {

  private final MVMap<Long, byte[]> map;
  private final AtomicLong changes = new AtomicLong();

  /** One name is opened once. */
  Table(MVStore store, String name) {
    map =
        store.openMap(
            name,
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(new ChecksummedValue()));
  }

  /** Null if there is none. */
  ByteBuffer get(long sequence) {
    var sealed = map.get(sequence);
    return sealed == null ? null : ChecksummedValue.open(sequence, sealed);
  }

  void put(long sequence, byte[] entry) {
    map.put(sequence, ChecksummedValue.seal(sequence, entry));
    changes.incrementAndGet();
  }

  void remove(long sequence) {
    map.remove(sequence);
    changes.incrementAndGet();
  }

  Iterable<Long> sequences() {
    return () -> map.keyIterator(1L);
  }

  /** Lays the table out in a new file. */
  void begin() {
    put(0, new byte[0]);
  }

  /** A number above all in use. */
  long next() {
    var last = map.lastKey();
    return last == null ? 1 : last + 1;
  }

  /** How many changes were made since it was opened. */
  long changes() {
    return changes.get();
  }

  /**
   * Reads all of it, in order.
   *
   * @param reader is given each entry once it is known to be whole
   * @throws StoreException if an entry isn't as it was put
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
          "%d entries of %s are to be found, not %d"
              .formatted(seen, map.getName(), map.sizeAsLong()));
    }
  }
}
