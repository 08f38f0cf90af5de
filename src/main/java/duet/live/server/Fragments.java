package duet.live.server;

import duet.live.board.Board;
import duet.live.board.Detail;
import duet.live.board.Row;
import duet.live.page.BoardPages;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events that show the board as it is, drawn once for all streams. Kept are one event for each row,
 * and the {@value #MOST_BODIES} of pairs that were last looked at.
 */
final class Fragments {

  private static final int MOST_BODIES = 32;
  private static final int ROW = "event: row\n".length();

  private final Board board;
  private final BoardPages pages;
  private final Map<String, DrawnRow> rows = new ConcurrentHashMap<>();
  private final Map<StreamTopic, byte[]> bodies =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamTopic, byte[]> eldest) {
          return size() > MOST_BODIES;
        }
      };
  private long changes;

  Fragments(Board board, BoardPages pages) {
    this.board = board;
    this.pages = pages;
  }

  /** Of all rows, the newest first. */
  List<String> rows() {
    return board.rows().stream().map(Row::id).toList();
  }

  /** An event that replaces a row, or takes it away. */
  byte[] row(String id) {
    return board.row(id).map(this::draw).orElseGet(() -> gone(id));
  }

  /** The lines of data of a row; empty if it isn't there any more. */
  Optional<ByteBuffer> rowLines(String id) {
    return board
        .row(id)
        .map(this::draw)
        .map(event -> ByteBuffer.wrap(event, ROW, event.length - ROW - ServerSentEvent.END.length));
  }

  byte[] agents() {
    return ServerSentEvent.of("agents", pages.agents(board.agents()));
  }

  /** An event that replaces what a page about one row shows. */
  byte[] body(StreamTopic topic) {
    long before;
    synchronized (bodies) {
      var drawn = bodies.get(topic);
      if (drawn != null) {
        return drawn;
      }
      before = changes;
    }
    var id = topic.row().orElseThrow();
    var body = board.detail(id).map(detail -> body(topic, detail)).orElseGet(() -> gone(id));
    synchronized (bodies) {
      if (changes == before) {
        bodies.put(topic, body);
      }
    }
    return body;
  }

  /** To be called after a row was changed or removed. */
  void forget(String id) {
    synchronized (bodies) {
      changes++;
      bodies.keySet().removeIf(topic -> topic.includes(id));
    }
    if (board.row(id).isEmpty()) {
      rows.remove(id);
    }
    if (rows.size() > 2 * Board.MOST_ROWS) {
      rows.clear();
    }
  }

  private byte[] draw(Row row) {
    var drawn = rows.get(row.id());
    if (drawn == null || !drawn.row().equals(row)) {
      drawn = new DrawnRow(row, ServerSentEvent.of("row", pages.row(row)));
      rows.put(row.id(), drawn);
    }
    return drawn.event();
  }

  private byte[] body(StreamTopic topic, Detail detail) {
    return switch (topic.kind()) {
      case PAIR -> ServerSentEvent.of("pair", pages.pairBody(topic.viewer(), detail));
      case OWN -> ServerSentEvent.of("own", pages.joinBody(detail));
      case BOARD -> throw new IllegalArgumentException("the board has no body");
    };
  }

  private static byte[] gone(String id) {
    return ServerSentEvent.of("gone", id);
  }

  private record DrawnRow(Row row, byte[] event) {}
}
