package duet.live.board;

import duet.agent.AgentRecord;
import duet.exchange.Side;
import duet.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a row.
 *
 * @param reports its stories, the first one first
 * @param records of all its exchanges; claims and invitations are in them
 * @param messages in the order of their time
 * @param link of its invitation, while that can be answered; whoever has it can
 * @param deletable the sides whose agents would delete their record of a connection
 * @param steps what can be done next
 */
public record Detail(
    Row row,
    List<Report> reports,
    Map<Side, List<AgentRecord>> records,
    List<SeenMessage> messages,
    Optional<String> link,
    Set<Side> deletable,
    Set<Step> steps) {

  /** What a leader may do with a connection. */
  public enum Step {
    /** Our invitee accepts the invitation. */
    ACCEPT,
    /** Where it is {@link Detail#deletable}. */
    DELETE,
    ISSUE,
    PRESENT
  }
}
