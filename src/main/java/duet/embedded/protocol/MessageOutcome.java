package duet.embedded.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The effect of an incoming message.
 *
 * @param <R> a side's record
 * @param states that the record goes through, in order; none if nothing changes
 * @param refusal sent to the sender even though the record changed, or the sender repeated a
 *     request whose response is still to be sent
 */
public record MessageOutcome<R extends ThreadRecord>(List<R> states, Optional<Refusal> refusal) {

  public MessageOutcome {
    states = List.copyOf(states);
  }

  static <R extends ThreadRecord> MessageOutcome<R> of(List<R> states) {
    return new MessageOutcome<>(states, Optional.empty());
  }
}
