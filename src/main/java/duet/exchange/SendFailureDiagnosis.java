package duet.exchange;

import duet.agent.Cause;

/**
 * What an agent's {@code metaLastFailure} says of a message that it could not deliver.
 *
 * @param permanent whether retrying can't help
 */
public record SendFailureDiagnosis(Diagnosis diagnosis, boolean permanent) {

  public static SendFailureDiagnosis permanent(Cause cause, Side side, String... evidence) {
    return new SendFailureDiagnosis(Diagnosis.of(cause, side, evidence), true);
  }

  public static SendFailureDiagnosis passing(Cause cause, Side side, String... evidence) {
    return new SendFailureDiagnosis(Diagnosis.of(cause, side, evidence), false);
  }
}
