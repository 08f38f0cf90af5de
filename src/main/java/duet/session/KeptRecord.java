package duet.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import duet.agent.AgentRecord;

/**
 * One side's record of a credential or a proof.
 *
 * @param recordId the side's own name for it
 * @param state as last seen, in the agent's own words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeptRecord(String recordId, String state) {

  public static KeptRecord of(AgentRecord seen) {
    return new KeptRecord(seen.id(), seen.reportedState());
  }
}
