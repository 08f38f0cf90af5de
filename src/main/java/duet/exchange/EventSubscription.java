package duet.exchange;

import duet.agent.AgentRecord;
import java.util.function.Consumer;

/** A subscription to an agent's events about one record, which can be begun again. */
final class EventSubscription<R extends AgentRecord> {

  private final RecordSource<R> source;
  private final String id;
  private final Consumer<R> consumer;
  private boolean active;

  EventSubscription(RecordSource<R> source, String id, Consumer<R> consumer) {
    this.source = source;
    this.id = id;
    this.consumer = consumer;
  }

  synchronized void begin() {
    if (!active) {
      source.subscribe().accept(id, consumer);
      active = true;
    }
  }

  synchronized void end() {
    if (active) {
      source.unsubscribe().accept(id, consumer);
      active = false;
    }
  }
}
