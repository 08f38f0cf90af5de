package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gives the state of a connection a name that no client knows, the first three times that it is
 * shown after its first state.
 */
final class UnknownState implements UnaryOperator<ObjectNode> {

  static final String NAME = "ConnectionUnderReview";

  private static final int REPORTS = 3;
  private static final int REMEMBERED = 1_000;

  private final OccurrenceCounter counter;
  private final Map<String, Integer> left =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  UnknownState(OccurrenceCounter counter) {
    this.counter = counter;
  }

  @Override
  public ObjectNode apply(ObjectNode connection) {
    return TransientStates.first(connection) || !next(connection.path("connectionId").asText())
        ? connection
        : connection.put("state", NAME);
  }

  private synchronized boolean next(String id) {
    int reports = left.computeIfAbsent(id, key -> counter.next() ? REPORTS : 0);
    left.put(id, Math.max(0, reports - 1));
    return reports > 0;
  }
}
