package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.ProofExchange;
import duet.exchange.Side;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Over which connection credentials and proofs went: a session says so, the board remembers it, a
 * verifier's record names the connection, or a message has the connection's DIDs. Not thread-safe.
 */
final class Links {

  /** How many credentials, and how many proofs, of one connection are kept: the latest. */
  static final int MOST_FOLLOW_UPS = 10;

  private final SessionNames sessions;
  private final BoardFile file;
  private final MessageTraces traces;
  private final Map<ThreadKey, ThreadKey> parents = new HashMap<>();
  private final Map<ThreadKey, Set<ThreadKey>> children = new HashMap<>();
  private final Set<ThreadKey> waiting = new LinkedHashSet<>();
  private final Set<ThreadKey> connections = new HashSet<>();
  private final Map<Place, ThreadKey> connectionsByPlace = new HashMap<>();
  private final Map<String, ThreadKey> connectionsByDid = new HashMap<>();

  Links(SessionNames sessions, BoardFile file, MessageTraces traces) {
    this.sessions = sessions;
    this.file = file;
    this.traces = traces;
  }

  Optional<ThreadKey> parent(ThreadKey key) {
    return Optional.ofNullable(parents.get(key));
  }

  Set<ThreadKey> children(ThreadKey connection) {
    return Set.copyOf(children.getOrDefault(connection, Set.of()));
  }

  /** Those whose connection isn't known. */
  Set<ThreadKey> waiting() {
    return Set.copyOf(waiting);
  }

  /**
   * Takes in what a record tells by which others may find its connection.
   *
   * @return whether that is new
   */
  boolean learn(Place place, ObservedThread thread) {
    var key = thread.key();
    if (key.kind() != RowKind.CONNECTION) {
      return !parents.containsKey(key) && waiting.add(key);
    }
    boolean news = connections.add(key);
    news |= connectionsByPlace.put(place, key) == null;
    for (Side side : key.kind().sides()) {
      var did = did(thread, side);
      news |= did.isPresent() && connectionsByDid.put(did.get(), key) == null;
    }
    return news;
  }

  /** The connection of a credential or proof. */
  Optional<ThreadKey> connectionOf(ObservedThread thread) {
    var named = thread.key().thread();
    return sessions
        .ofFollowUp(named)
        .map(session -> session.thid())
        .or(() -> file.connectionOf(named))
        .map(connection -> new ThreadKey(RowKind.CONNECTION, connection))
        .filter(connections::contains)
        .or(() -> byVerifier(thread))
        .or(() -> byDids(named));
  }

  void link(ThreadKey key, ThreadKey connection) {
    waiting.remove(key);
    parents.put(key, connection);
    children.computeIfAbsent(connection, any -> new LinkedHashSet<>()).add(key);
  }

  /** Its children wait again for a connection. */
  void forget(ThreadKey key) {
    waiting.remove(key);
    var parent = parents.remove(key);
    if (parent != null) {
      children.getOrDefault(parent, Set.of()).remove(key);
    }
    for (ThreadKey child : children(key)) {
      parents.remove(child);
      waiting.add(child);
    }
    children.remove(key);
    if (connections.remove(key)) {
      connectionsByPlace.values().removeIf(key::equals);
      connectionsByDid.values().removeIf(key::equals);
    }
  }

  /** Tells a credential or proof by which DIDs its sides can be reached. */
  void passDids(ObservedThread connection, ObservedThread followUp) {
    followUp
        .held()
        .forEach(
            (side, held) ->
                connection.held().entrySet().stream()
                    .filter(one -> one.getValue().agent() == held.agent())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(same -> followUp.setDids(dids(connection, side, same))));
  }

  private static Map<Side, String> dids(ObservedThread connection, Side side, Side same) {
    var dids = new EnumMap<Side, String>(Side.class);
    did(connection, same).ifPresent(did -> dids.put(side, did));
    did(connection, same.other()).ifPresent(did -> dids.put(side.other(), did));
    return dids;
  }

  private static Optional<String> did(ObservedThread thread, Side side) {
    return thread.pair().did(side);
  }

  private Optional<ThreadKey> byVerifier(ObservedThread thread) {
    return thread
        .present()
        .flatMap(
            one ->
                thread
                    .record(one.getKey())
                    .flatMap(Links::connectionId)
                    .map(id -> new Place(one.getValue().agent(), RowKind.CONNECTION, id))
                    .stream())
        .flatMap(place -> Stream.ofNullable(connectionsByPlace.get(place)))
        .findFirst();
  }

  private static Optional<String> connectionId(AgentRecord record) {
    return record instanceof ProofExchange proof ? proof.connectionId() : Optional.empty();
  }

  /** Both, so that nobody can have a message stand with a connection of others. */
  private Optional<ThreadKey> byDids(String thread) {
    return traces.of(thread).stream()
        .flatMap(
            message -> {
              var from = message.from().map(connectionsByDid::get);
              var to = message.to().map(connectionsByDid::get);
              return from.filter(key -> to.equals(Optional.of(key))).stream();
            })
        .findFirst();
  }
}
