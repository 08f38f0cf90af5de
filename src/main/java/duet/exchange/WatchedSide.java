package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Role;

/**
 * A side that is to be watched.
 *
 * @param role that its agent has in the protocol
 * @param source where its record comes from
 * @param record as the call gave it that began the exchange
 */
public record WatchedSide<R extends AgentRecord>(
    Side side, Role role, RecordSource<R> source, R record) {}
