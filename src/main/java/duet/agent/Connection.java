package duet.agent;

import duet.didcomm.Invitation;
import duet.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

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
    implements AgentRecord {

  public Connection {
    others = Map.copyOf(others);
  }

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
  public Invitation invitation() {
    return Invitation.parse(invitationUrl);
  }

  /** All that the agent reported, a line for each field, with control characters escaped. */
  @Override
  public String toString() {
    var lines = new StringJoiner("\n");
    add(lines, "connection", Optional.of(id));
    add(lines, "role", Optional.of(reportedRole));
    add(lines, "state", Optional.of(reportedState));
    add(lines, "label", label);
    add(lines, "goal", goal);
    add(lines, "goal code", goalCode);
    add(lines, "thread", Optional.of(thid));
    add(lines, "my DID", myDid);
    add(lines, "their DID", theirDid);
    add(lines, "created", createdAt.map(Instant::toString));
    add(lines, "updated", updatedAt.map(Instant::toString));
    add(lines, "failure", lastFailure.map(Problem::toString));
    new TreeMap<>(others).forEach((name, value) -> add(lines, name, Optional.of(value.toString())));
    return lines.toString();
  }

  private static void add(StringJoiner lines, String name, Optional<String> value) {
    value.ifPresent(text -> lines.add("%-10s  %s".formatted(name, SafeText.escape(text))));
  }
}
