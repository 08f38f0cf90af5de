package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why an exchange did not come to its end.
 *
 * @param side the side at fault, if it can be told
 * @param evidence what was seen, one sentence without a full stop each
 */
public record Diagnosis(Cause cause, Optional<Side> side, List<String> evidence) {

  public Diagnosis {
    evidence = List.copyOf(evidence);
  }

  /**
   * @param side null where no side is at fault
   * @param evidence empty ones are left out
   */
  public static Diagnosis of(Cause cause, Side side, String... evidence) {
    return new Diagnosis(
        cause, Optional.ofNullable(side), Stream.of(evidence).filter(e -> !e.isEmpty()).toList());
  }

  /**
   * The same end, for a reason of the protocol, with the agent's own words if it left any.
   *
   * @param record of the side at which it was seen
   */
  public Diagnosis because(Cause reason, Side fault, Side seenAt, AgentRecord record) {
    var words = record.lastFailure().map(failure -> seenAt + "'s last failure: " + failure);
    return new Diagnosis(
        reason, Optional.of(fault), Stream.concat(evidence.stream(), words.stream()).toList());
  }

  /** The cause in words, with the side. */
  public String summary() {
    return side.map(s -> s + ": ").orElse("") + cause.summary();
  }

  /** What to try. */
  public String advice() {
    return cause.advice();
  }

  @Override
  public String toString() {
    var because = evidence.isEmpty() ? "" : " (" + String.join("; ", evidence) + ")";
    return summary() + because + ". " + advice();
  }
}
