package duet.embedded.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The states of a connection between the first and the last, as REST shows them. */
final class TransientStates {

  static final String INVITER_FIRST = "InvitationGenerated";
  static final String INVITEE_FIRST = "ConnectionRequestPending";

  private static final Set<String> BETWEEN =
      Set.of(
          "InvitationReceived",
          "ConnectionRequestReceived",
          "ConnectionResponsePending",
          "ConnectionRequestSent");

  private TransientStates() {}

  static boolean between(ObjectNode connection) {
    return BETWEEN.contains(connection.path("state").asText());
  }

  static boolean first(ObjectNode connection) {
    return Set.of(INVITER_FIRST, INVITEE_FIRST).contains(connection.path("state").asText());
  }
}
