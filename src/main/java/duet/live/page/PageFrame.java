package duet.live.page;

import java.time.Instant;
import java.util.Optional;

/**
 * What every page has.
 *
 * @param kind the class that its body is styled by
 * @param at the time, by which the script corrects the viewer's clock
 * @param stream of its events
 * @param content whose methods or entries are the names in the page's own part
 */
record PageFrame(String title, String kind, Instant at, Optional<String> stream, Object content) {

  long now() {
    return at.toEpochMilli();
  }
}
