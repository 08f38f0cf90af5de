package duet.live.board;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rows as they were told last. Safe for several threads. */
final class ShownRows {

  /** So long the connection of a credential or proof may become known after its first record. */
  private static final Duration MAY_BE_LINKED = Duration.ofMillis(250);

  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparing(Row::beganAt).reversed().thenComparing(Row::id);

  private final BoardThreads threads;
  private final RowBuilder view;
  private final Map<String, Row> shown = new HashMap<>();
  private final Set<ThreadKey> early = new HashSet<>();

  ShownRows(BoardThreads threads, RowBuilder view) {
    this.threads = threads;
    this.view = view;
  }

  /** What has become of a row; neither of the two if there is none, or not yet. */
  record Change(Optional<Row> before, Optional<Row> now) {

    boolean visible() {
      return !before.equals(now);
    }
  }

  /** Looks at what is known of a row now. */
  Change update(ThreadKey key) {
    synchronized (threads) {
      var now = threads.find(key).filter(this::stands).map(view::of);
      synchronized (shown) {
        var id = key.id();
        var before = now.isPresent() ? shown.put(id, now.get()) : shown.remove(id);
        return new Change(Optional.ofNullable(before), now);
      }
    }
  }

  List<Row> all() {
    synchronized (shown) {
      return shown.values().stream().sorted(NEWEST_FIRST).limit(Board.MOST_ROWS).toList();
    }
  }

  Optional<Row> find(String id) {
    synchronized (shown) {
      return Optional.ofNullable(shown.get(id));
    }
  }

  /** Those that time alone may change. */
  List<ThreadKey> unfinished() {
    List<String> ids;
    synchronized (shown) {
      ids = shown.values().stream().filter(ShownRows::unfinished).map(Row::id).toList();
    }
    synchronized (threads) {
      return ids.stream()
          .flatMap(id -> threads.ofRow(id).stream())
          .map(ObservedThread::key)
          .toList();
    }
  }

  /** Those that were too early to be shown, each once. */
  Set<ThreadKey> takeEarly() {
    synchronized (shown) {
      var taken = Set.copyOf(early);
      early.clear();
      return taken;
    }
  }

  private static boolean unfinished(Row row) {
    return Stream.concat(
            Stream.of(row.standing()),
            Stream.of(row.credential(), row.proof())
                .flatMap(Optional::stream)
                .map(FollowUp::standing))
        .anyMatch(standing -> standing == Standing.OPEN || standing == Standing.UNDERWAY);
  }

  /** Whether a thread has a row of its own. */
  private boolean stands(ObservedThread thread) {
    var key = thread.key();
    if (key.kind() == RowKind.CONNECTION) {
      return true;
    }
    boolean alone = !threads.isFollowUp(key);
    boolean soon = alone && thread.age().compareTo(MAY_BE_LINKED) < 0;
    if (soon) {
      synchronized (shown) {
        early.add(key);
      }
    }
    return alone && !soon;
  }
}
