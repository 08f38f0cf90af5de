package duet.agent;

import duet.didcomm.Invitation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One side's record of a proof, as its agent reported it at one moment. Agents report no times with
 * it.
 *
 * @param id this side's name for it
 * @param thid the thread, the same on both sides
 * @param connectionId of the connection it was asked for over, only at the verifier
 * @param request what was asked for, the JSON of the request's attachment
 * @param jwt the presentation, once there is one
 * @param goalCode of a request by invitation, at the verifier
 * @param goal of a request by invitation, at the verifier
 * @param myDid the peer DID of a request by invitation, at the verifier
 * @param reportedRole the role's text as the agent wrote it
 * @param reportedState the state's text as the agent wrote it
 * @param invitationUrl a link that holds the request, at the verifier; empty where it goes over a
 *     connection
 * @param metaRetries how many more times the agent will try its next step, if it reports that
 * @param lastFailure the agent's last failure with it, which proves nothing once the state changed
 * @param others the fields unknown to Duet, as the agent wrote them
 */
public record ProofExchange(
    String id,
    String thid,
    Optional<String> connectionId,
    Optional<String> request,
    Optional<String> jwt,
    Optional<String> goalCode,
    Optional<String> goal,
    Optional<String> myDid,
    String reportedRole,
    String reportedState,
    String invitationUrl,
    Optional<Integer> metaRetries,
    Optional<Problem> lastFailure,
    Map<String, Object> others)
    implements InvitationRecord {

  public ProofExchange {
    others = Map.copyOf(others);
  }

  @Override
  public Role role() {
    return Role.of(reportedRole);
  }

  @Override
  public ProofState state() {
    return ProofState.of(reportedState);
  }

  @Override
  public Optional<Instant> updatedAt() {
    return Optional.empty();
  }

  /**
   * The invitation that holds the request.
   *
   * @throws duet.didcomm.MalformedException if the record has none, or none that is usable
   */
  @Override
  public Invitation invitation() {
    return Invitation.parse(invitationUrl);
  }

  /** All that the agent reported but the JWT, a line for each field, control characters escaped. */
  @Override
  public String toString() {
    return new FieldLines()
        .add("proof", id)
        .add("role", reportedRole)
        .add("state", reportedState)
        .add("request", request)
        .add("proof JWT", jwt.map(text -> "%d characters".formatted(text.length())))
        .add("goal", goal)
        .add("goal code", goalCode)
        .add("connection", connectionId)
        .add("thread", thid)
        .add("my DID", myDid)
        .add("failure", lastFailure)
        .addAll(others)
        .toString();
  }
}
