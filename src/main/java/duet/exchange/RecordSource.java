package duet.exchange;

import duet.agent.Agent;
import duet.agent.AgentRecord;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where one kind of record comes from.
 *
 * @param kind of its records in words, such as {@code connection}
 * @param fetch asks for a record by its id
 * @param subscribe passes the agent's events about a record, by its id or its thread, to a
 *     consumer, on threads of its own; once, however often the same consumer subscribes
 * @param unsubscribe ends that
 * @param walletEmpty asks, for a record that is gone, whether it was in another wallet
 */
public record RecordSource<R extends AgentRecord>(
    Agent agent,
    String kind,
    Function<String, CompletableFuture<R>> fetch,
    BiConsumer<String, Consumer<R>> subscribe,
    BiConsumer<String, Consumer<R>> unsubscribe,
    Supplier<CompletableFuture<Boolean>> walletEmpty) {}
