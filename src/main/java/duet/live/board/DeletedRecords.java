package duet.live.board;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When records were deleted, of the latest 1,000: what an agent said of them before is no news. Not
 * thread-safe.
 */
final class DeletedRecords {

  private static final int MOST = 1_000;

  /** By {@link System#nanoTime}. */
  private final Map<Place, Long> deletedAt = new LinkedHashMap<>();

  void add(Place place) {
    deletedAt.put(place, System.nanoTime());
    var oldest = deletedAt.keySet().iterator();
    while (deletedAt.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * Whether what an agent said of a record is outdated; if it was asked later, the record is there
   * again.
   *
   * @param asked when it was asked, by {@link System#nanoTime}; empty for an event
   */
  boolean outdate(Place place, Optional<Long> asked) {
    var when = deletedAt.get(place);
    if (when == null) {
      return false;
    }
    boolean later = asked.filter(at -> at - when > 0).isPresent();
    if (later) {
      deletedAt.remove(place);
    }
    return !later;
  }
}
