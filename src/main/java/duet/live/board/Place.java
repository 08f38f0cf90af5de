package duet.live.board;

import duet.exchange.Side;

/**
 * Where a record is.
 *
 * @param agent which of the pair of agents has it
 */
record Place(Side agent, RowKind kind, String recordId) {}
