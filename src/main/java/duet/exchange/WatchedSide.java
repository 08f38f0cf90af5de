package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Role;

/**
 * A side to watch.
 *
 * @param role of its agent in the protocol
 * @param source where its record comes from
 * @param record as returned by the call that began the exchange
 */
public record WatchedSide<R extends AgentRecord>(
    Side side, Role role, RecordSource<R> source, R record) {}
