package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Role;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A side that has no record yet, until its agent gets the first message.
 *
 * @param role of its agent in the protocol
 * @param source where its record comes from
 * @param turn what is to be done for it
 * @param thid the thread, by which events tell of the record, too
 * @param find asks for the record of the thread
 */
public record AwaitedSide<R extends AgentRecord>(
    Side side,
    Role role,
    RecordSource<R> source,
    Turn<R> turn,
    String thid,
    Supplier<CompletableFuture<Optional<R>>> find) {

  WatchedSide<R> found(R record) {
    return new WatchedSide<>(side, role, source, turn, record);
  }
}
