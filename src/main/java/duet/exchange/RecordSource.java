package duet.exchange;

import duet.agent.Agent;
import duet.agent.AgentRecord;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where one kind of record comes from.
 *
 * @param fetch asks for a record by its id
 * @param subscribe passes the agent's events about a record to a consumer, on threads of its own;
 *     once, however often the same consumer subscribes
 * @param unsubscribe ends that
 */
public record RecordSource<R extends AgentRecord>(
    Agent agent,
    Function<String, CompletableFuture<R>> fetch,
    BiConsumer<String, Consumer<R>> subscribe,
    BiConsumer<String, Consumer<R>> unsubscribe) {}
