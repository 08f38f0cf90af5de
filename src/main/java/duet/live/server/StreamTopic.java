package duet.live.server;

import duet.live.page.Viewer;
import java.util.Optional;

/**
 * What a stream is about: the board, or one row.
 *
 * @param row empty for the board, and for those who haven't joined
 */
record StreamTopic(Kind kind, Optional<String> row, Viewer viewer) {

  /** The same for every viewer. */
  static final StreamTopic BOARD = new StreamTopic(Kind.BOARD, Optional.empty(), Viewer.ONLOOKER);

  enum Kind {
    BOARD,
    PAIR,
    OWN
  }

  static StreamTopic pair(String id, Viewer viewer) {
    return new StreamTopic(Kind.PAIR, Optional.of(id), viewer);
  }

  static StreamTopic own(Optional<String> row) {
    return new StreamTopic(Kind.OWN, row, Viewer.PARTICIPANT);
  }

  boolean isBoard() {
    return kind == Kind.BOARD;
  }

  /** Whether a stream about this tells of a row's changes. */
  boolean includes(String id) {
    return isBoard() || row.filter(id::equals).isPresent();
  }
}
