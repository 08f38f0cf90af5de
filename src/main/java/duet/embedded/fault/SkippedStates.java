package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows a connection in its first state until it reaches its last. */
final class SkippedStates {

  private final int times;
  private final Set<String> connections = new HashSet<>();

  /**
   * @param times the number of connections that are affected
   */
  SkippedStates(int times) {
    this.times = times;
  }

  void apply(ObjectNode connection) {
    if (!hides(connection)) {
      return;
    }
    if (connection.path("role").asText().equals("Inviter")) {
      connection.remove(List.of("myDid", "theirDid", "updatedAt"));
      connection.put("state", TransientStates.INVITER_FIRST);
    } else {
      connection.put("state", TransientStates.INVITEE_FIRST);
    }
  }

  boolean hides(ObjectNode connection) {
    return TransientStates.between(connection) && affects(connection.path("connectionId").asText());
  }

  private synchronized boolean affects(String id) {
    return times == Fault.ALWAYS
        || connections.contains(id)
        || connections.size() < times && connections.add(id);
  }
}
