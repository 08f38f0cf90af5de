package duet.agent;

import duet.didcomm.Invitation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One side's record of a connection, as its agent reported it at one moment.
 *
 * @param id this side's name for it
 * @param thid the thread, the same on both sides
 * @param label the inviter's name for it; an invitee has none
 * @param myDid this side's peer DID; empty at an inviter until it has a request
 * @param theirDid the other side's; empty at an inviter until it has a request
 * @param reportedRole the role's text as the agent wrote it
 * @param reportedState the state's text as the agent wrote it
 * @param invitationUrl a link that holds the invitation; agents use a placeholder host
 * @param metaRetries how many more times the agent will try to send, if it reports that
 * @param lastFailure the agent's last failure with it, which proves nothing once the state changed
 * @param others the fields unknown to Duet, as the agent wrote them
 */
public record Connection(
    String id,
    String thid,
    Optional<String> label,
    Optional<String> goalCode,
    Optional<String> goal,
    Optional<String> myDid,
    Optional<String> theirDid,
    String reportedRole,
    String reportedState,
    String invitationUrl,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt,
    Optional<Integer> metaRetries,
    Optional<Problem> lastFailure,
    Map<String, Object> others)
    implements InvitationRecord {

  public Connection {
    others = Map.copyOf(others);
  }

  @Override
  public Role role() {
    return Role.of(reportedRole);
  }

  @Override
  public ConnectionState state() {
    return ConnectionState.of(reportedState);
  }

  /**
   * The invitation it began with.
   *
   * @throws duet.didcomm.MalformedException if the agent's link doesn't hold a usable one
   */
  @Override
  public Invitation invitation() {
    return Invitation.parse(invitationUrl);
  }

  /** All that the agent reported, a line for each field, with control characters escaped. */
  @Override
  public String toString() {
    return new FieldLines()
        .add("connection", id)
        .add("role", reportedRole)
        .add("state", reportedState)
        .add("label", label)
        .add("goal", goal)
        .add("goal code", goalCode)
        .add("thread", thid)
        .add("my DID", myDid)
        .add("their DID", theirDid)
        .add("created", createdAt)
        .add("updated", updatedAt)
        .add("failure", lastFailure)
        .addAll(others)
        .toString();
  }
}
