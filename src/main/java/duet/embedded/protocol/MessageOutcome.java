package duet.embedded.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What an incoming message comes to.
 *
 * @param states that the record goes through, in order; none if nothing changes
 * @param refusal sent to the sender, although the record changed, or although it asked again for a
 *     message that is still to be sent
 */
public record MessageOutcome(List<ConnectionRecord> states, Optional<Refusal> refusal) {

  public MessageOutcome {
    states = List.copyOf(states);
  }

  static MessageOutcome of(ConnectionRecord... states) {
    return new MessageOutcome(List.of(states), Optional.empty());
  }
}
