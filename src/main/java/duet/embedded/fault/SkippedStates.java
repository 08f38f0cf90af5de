package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Shows a connection in its first state until it reaches its last. */
final class SkippedStates implements UnaryOperator<ObjectNode> {

  private final int times;
  private final Set<String> connections = new HashSet<>();

  /**
   * @param times the number of connections that are affected
   */
  SkippedStates(int times) {
    this.times = times;
  }

  @Override
  public ObjectNode apply(ObjectNode connection) {
    if (!hides(connection)) {
      return connection;
    }
    boolean inviter = connection.path("role").asText().equals("Inviter");
    if (inviter) {
      connection.remove(List.of("myDid", "theirDid", "updatedAt"));
    }
    return connection.put(
        "state", inviter ? TransientStates.INVITER_FIRST : TransientStates.INVITEE_FIRST);
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
