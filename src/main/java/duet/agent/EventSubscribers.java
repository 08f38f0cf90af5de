package duet.agent;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who is to be told of which record's changes. Safe for several threads. */
final class EventSubscribers {

  private final Map<String, Set<Subscriber<?>>> byId = new ConcurrentHashMap<>();
  private final Set<Consumer<? super AgentRecord>> all = new CopyOnWriteArraySet<>();

  /** Tells a consumer of every record's changes. */
  void add(Consumer<? super AgentRecord> consumer) {
    all.add(consumer);
  }

  void remove(Consumer<? super AgentRecord> consumer) {
    all.remove(consumer);
  }

  /** The same consumer is told once, however often it is added. */
  <R extends AgentRecord> void add(Class<R> type, String id, Consumer<R> consumer) {
    byId.compute(
        id,
        (any, known) -> {
          var told = known == null ? new CopyOnWriteArraySet<Subscriber<?>>() : known;
          told.add(new Subscriber<>(type, consumer));
          return told;
        });
  }

  <R extends AgentRecord> void remove(Class<R> type, String id, Consumer<R> consumer) {
    byId.computeIfPresent(
        id,
        (any, known) -> {
          known.remove(new Subscriber<>(type, consumer));
          return known.isEmpty() ? null : known;
        });
  }

  /** Tells those who want to know of a record of this type, and this id or thread. */
  void deliver(AgentRecord seen) {
    all.forEach(consumer -> consumer.accept(seen));
    Stream.of(seen.id(), seen.thid())
        .distinct()
        .flatMap(id -> byId.getOrDefault(id, Set.of()).stream())
        .forEach(subscriber -> subscriber.deliver(seen));
  }

  private record Subscriber<R extends AgentRecord>(Class<R> type, Consumer<R> consumer) {

    void deliver(AgentRecord seen) {
      if (type.isInstance(seen)) {
        consumer.accept(type.cast(seen));
      }
    }
  }
}
