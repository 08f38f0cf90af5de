package duet.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import duet.agent.Agent;
import duet.agent.Connection;
import java.util.Optional;

/**
 * What a session knows of one side.
 *
 * @param connectionId the side's own name for the connection
 * @param agentUrl where its agent was
 * @param embedded whether that is one of the command line's own
 * @param state as last seen, in the agent's own words
 * @param did the side's own DID, once it is known
 * @param theirDid its peer's, once it is known
 * @param deleted whether it was deleted at the agent, by us
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionSide(
    String connectionId,
    String agentUrl,
    boolean embedded,
    String state,
    @JsonProperty("pw_did") Optional<String> did,
    @JsonProperty("their_pw_did") Optional<String> theirDid,
    boolean deleted) {

  public static SessionSide of(Agent agent, boolean embedded, Connection connection) {
    return new SessionSide(
        connection.id(),
        agent.url().toString(),
        embedded,
        connection.reportedState(),
        connection.myDid(),
        connection.theirDid(),
        false);
  }

  /** The same side as its agent shows it now. */
  SessionSide seen(Connection now) {
    return new SessionSide(
        connectionId,
        agentUrl,
        embedded,
        now.reportedState(),
        now.myDid().or(() -> did),
        now.theirDid().or(() -> theirDid),
        deleted);
  }

  SessionSide asDeleted() {
    return new SessionSide(connectionId, agentUrl, embedded, state, did, theirDid, true);
  }
}
