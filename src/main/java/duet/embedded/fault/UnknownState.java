package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives the state of a connection a name that no client knows, the first three times that it is
 * shown after its first state.
 */
final class UnknownState {

  static final String NAME = "ConnectionUnderReview";

  private static final int REPORTS = 3;
  private static final int REMEMBERED = 1_000;

  private final OccurrenceCounter counter;
  private final Map<String, Integer> remaining = new LinkedHashMap<>();

  UnknownState(OccurrenceCounter counter) {
    this.counter = counter;
  }

  void apply(ObjectNode connection) {
    if (!TransientStates.first(connection) && next(connection.path("connectionId").asText())) {
      connection.put("state", NAME);
    }
  }

  private synchronized boolean next(String id) {
    int reports = remaining.computeIfAbsent(id, key -> counter.next() ? REPORTS : 0);
    remaining.put(id, Math.max(0, reports - 1));
    if (remaining.size() > REMEMBERED) {
      remaining.remove(remaining.keySet().iterator().next());
    }
    return reports > 0;
  }
}
