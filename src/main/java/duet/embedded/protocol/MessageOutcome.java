package duet.embedded.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The effect of an incoming message.
 *
 * @param states that the record goes through, in order; none if nothing changes
 * @param refusal sent to the sender even though the record changed, or the sender repeated a
 *     request whose response is still to be sent
 */
public record MessageOutcome(List<ConnectionRecord> states, Optional<Refusal> refusal) {

  public MessageOutcome {
    states = List.copyOf(states);
  }

  static MessageOutcome of(ConnectionRecord... states) {
    return new MessageOutcome(List.of(states), Optional.empty());
  }
}
