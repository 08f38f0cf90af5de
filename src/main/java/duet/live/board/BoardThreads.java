package duet.live.board;

import duet.exchange.Diagnosis;
import duet.exchange.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All exchanges that are known of two agents, and which belong together. Its own monitor guards
 * them: callers that read several things hold it.
 */
final class BoardThreads {

  private static final Comparator<ObservedThread> OLDEST_FIRST =
      Comparator.comparing(ObservedThread::began)
          .thenComparing(ObservedThread::id, Comparator.reverseOrder());

  private static final Comparator<ObservedThread> ENDED_FIRST =
      Comparator.comparing(ObservedThread::underway).thenComparing(OLDEST_FIRST);

  private final Links links;
  private final BoardFile file;
  private final BoardOptions options;
  private final Consumer<ThreadKey> changed;
  private final Map<ThreadKey, ObservedThread> threads = new HashMap<>();
  private final Map<String, ThreadKey> rows = new HashMap<>();

  private final DeletedRecords deleted = new DeletedRecords();

  /** Agents of which all records are known. */
  private final Set<Side> listed = EnumSet.noneOf(Side.class);

  /** Of what had to make room, when the latest began. */
  private Instant forgottenBefore = Instant.MIN;

  /**
   * @param changed told of each row whose exchanges have changed, or that is gone, under the lock
   */
  BoardThreads(Links links, BoardFile file, BoardOptions options, Consumer<ThreadKey> changed) {
    this.links = links;
    this.file = file;
    this.options = options;
    this.changed = changed;
  }

  /** The exchange that a row is about. */
  synchronized Optional<ObservedThread> ofRow(String id) {
    return Optional.ofNullable(rows.get(id)).map(threads::get);
  }

  synchronized Optional<ObservedThread> find(ThreadKey key) {
    return Optional.ofNullable(threads.get(key));
  }

  /** Whether it stands with a connection. */
  synchronized boolean isFollowUp(ThreadKey key) {
    return links.parent(key).isPresent();
  }

  /** What stands with a connection, the oldest first. */
  synchronized List<ObservedThread> followUps(ThreadKey connection) {
    return links.children(connection).stream().map(threads::get).sorted(OLDEST_FIRST).toList();
  }

  /**
   * Takes in what an agent reported.
   *
   * @param asked when it was asked, by {@link System#nanoTime}; empty for an event
   * @return whether a state is new
   */
  synchronized boolean take(SeenRecord seen, Optional<Long> asked) {
    var place = seen.place();
    var key = seen.key();
    var known = threads.get(key);
    if (deleted.outdate(place, asked) || known == null && isForgotten(seen)) {
      return false;
    }
    var now = now();
    var thread = known == null ? begin(key, seen, asked, now) : known;
    int states = thread.states();
    if (!thread.take(seen, asked, now)) {
      return false;
    }
    threads.put(key, thread);
    boolean found = links.learn(place, thread);
    relink(thread);
    if (found && key.kind() == RowKind.CONNECTION) {
      relinkWaiting();
    }
    if (known == null) {
      makeRoom(thread);
    }
    changed(key);
    return threads.containsKey(key) && thread.states() > states;
  }

  /** All records of an agent were taken in: others are new. */
  synchronized void listed(Side agent) {
    listed.add(agent);
  }

  /** Takes in what the board itself made just now. */
  synchronized void made(SeenRecord seen, long asked) {
    boolean isFirst = listed.add(seen.agent());
    take(seen, Optional.of(asked));
    if (isFirst) {
      listed.remove(seen.agent());
    }
  }

  /**
   * An agent can't be asked: the silence of its records proves nothing, and what it seemed to prove
   * may look different.
   *
   * @return the rows that have a record there
   */
  synchronized Set<ThreadKey> unanswered(Side agent) {
    listed.remove(agent);
    var affected = new HashSet<ThreadKey>();
    threads.values().stream()
        .filter(thread -> thread.unanswered(agent))
        .map(ObservedThread::key)
        .forEach(key -> affected.add(links.parent(key).orElse(key)));
    return affected;
  }

  /**
   * Which records an agent no longer listed.
   *
   * @param kinds of what it listed
   * @param asked when it was asked, by {@link System#nanoTime}; later records don't count
   */
  synchronized List<Place> missing(Side agent, Set<Place> listed, Set<RowKind> kinds, long asked) {
    var missing = new ArrayList<Place>();
    threads.values().stream()
        .filter(thread -> kinds.contains(thread.key().kind()))
        .flatMap(
            thread ->
                thread
                    .present()
                    .map(Map.Entry::getValue)
                    .filter(held -> held.agent() == agent && held.sinceNanos() - asked < 0)
                    .map(held -> new Place(agent, thread.key().kind(), held.recordId())))
        .filter(place -> !listed.contains(place))
        .forEach(missing::add);
    return missing;
  }

  /** An agent no longer has a record. */
  synchronized void delete(Place place) {
    deleted.add(place);
    threads.values().stream()
        .filter(thread -> thread.key().kind() == place.kind())
        .toList()
        .forEach(thread -> delete(place, thread));
  }

  /** Which connections credentials and proofs belong to may have become known. */
  synchronized void relinkWaiting() {
    links.waiting().stream().map(threads::get).forEach(this::relink);
  }

  /** The board began a credential or proof over a connection. */
  synchronized void begun(ThreadKey followUp, ThreadKey connection) {
    file.setConnection(followUp.thread(), connection.thread(), now());
    Optional.ofNullable(threads.get(followUp)).ifPresent(this::relink);
  }

  /** The board could not go on with what it began. */
  synchronized void failed(ThreadKey followUp, Diagnosis why) {
    Optional.ofNullable(threads.get(followUp))
        .ifPresent(
            thread -> {
              thread.fail(why);
              changed(followUp);
            });
  }

  /** All rows may look different. */
  synchronized void allChanged() {
    rows.values().forEach(changed);
  }

  /** A thread that may be known has a new message. */
  synchronized void messageSeen(String thread) {
    for (RowKind kind : RowKind.values()) {
      var known = threads.get(new ThreadKey(kind, thread));
      if (known != null) {
        relink(known);
        changed(known.key());
      }
    }
  }

  Instant now() {
    return options.clock().instant();
  }

  private ObservedThread begin(ThreadKey key, SeenRecord seen, Optional<Long> asked, Instant now) {
    boolean timeless = seen.record().createdAt().isEmpty() && key.kind() == RowKind.PROOF;
    var first = timeless ? file.firstSeen(key.thread(), now) : now;
    boolean watched = asked.isEmpty() || listed.contains(seen.agent());
    return new ObservedThread(key, first, watched, options.thresholds());
  }

  /** At the cost of others if need be, or of itself. */
  private void makeRoom(ObservedThread thread) {
    if (threads.get(thread.key()) == thread && links.parent(thread.key()).isEmpty()) {
      rows.put(thread.id(), thread.key());
    }
    while (rows.size() > Board.MOST_ROWS) {
      var last = rows.values().stream().map(threads::get).min(ENDED_FIRST).orElseThrow();
      forgottenBefore = last.began().isAfter(forgottenBefore) ? last.began() : forgottenBefore;
      forget(last, last != thread);
    }
  }

  /** What had to make room is listed again and again. */
  private boolean isForgotten(SeenRecord seen) {
    return rows.size() >= Board.MOST_ROWS
        && seen.ended()
        && seen.record().createdAt().filter(at -> !at.isAfter(forgottenBefore)).isPresent();
  }

  private void delete(Place place, ObservedThread thread) {
    thread
        .present()
        .filter(one -> one.getValue().agent() == place.agent())
        .filter(one -> one.getValue().recordId().equals(place.recordId()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(side -> thread.delete(side, now()));
    if (thread.gone()) {
      forget(thread, true);
    } else if (!thread.deleted().isEmpty()) {
      changed(thread.key());
    }
  }

  /** What stood with it has a row of its own from now on. */
  private void forget(ObservedThread thread, boolean tell) {
    var key = thread.key();
    var parent = links.parent(key);
    var children = links.children(key);
    threads.remove(key);
    rows.remove(thread.id());
    links.forget(key);
    children.forEach(
        child -> {
          rows.put(child.id(), child);
          changed.accept(child);
        });
    if (tell) {
      changed.accept(parent.orElse(key));
    }
  }

  private void relink(ObservedThread thread) {
    var key = thread.key();
    if (key.kind() == RowKind.CONNECTION) {
      followUps(key).forEach(child -> links.passDids(thread, child));
      return;
    }
    if (links.parent(key).isEmpty()) {
      links
          .connectionOf(thread)
          .map(threads::get)
          .ifPresent(connection -> link(thread, connection));
    }
    links.parent(key).map(threads::get).ifPresent(one -> links.passDids(one, thread));
  }

  private void link(ObservedThread thread, ObservedThread connection) {
    var key = thread.key();
    links.link(key, connection.key());
    file.setConnection(key.thread(), connection.key().thread(), now());
    rows.remove(thread.id());
    changed.accept(key);
    var same = followUps(connection.key()).stream().filter(one -> one.key().kind() == key.kind());
    var all = same.toList();
    if (all.size() > Links.MOST_FOLLOW_UPS) {
      forget(all.get(0), false);
    }
    changed(key);
  }

  private void changed(ThreadKey key) {
    changed.accept(links.parent(key).orElse(key));
  }
}
