package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Role;

/**
 * A side to watch.
 *
 * @param role of its agent in the protocol
 * @param source where its record comes from
 * @param turn what is to be done for it
 * @param record as last seen, by the call that began the exchange or by a search
 */
public record WatchedSide<R extends AgentRecord>(
    Side side, Role role, RecordSource<R> source, Turn<R> turn, R record) {

  /** One whose agent needs nobody's help. */
  public WatchedSide(Side side, Role role, RecordSource<R> source, R record) {
    this(side, role, source, Turn.none(), record);
  }
}
