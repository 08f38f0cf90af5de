package duet.embedded.server;

import duet.embedded.fault.Fault;
import duet.embedded.fault.Faults;
import duet.embedded.outgoing.HttpRequestSender;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.PerReceiverQueue;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.store.ConnectionStore;
import duet.embedded.store.PeerKeys;
import duet.embedded.store.StoreException;
import duet.http.Causes;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** A running agent: its listening ports, its routes and its queues. */
public final class AgentServer implements AutoCloseable {

  private static final int THREADS = 32;
  private static final int WARM = 2;
  private static final Duration STOPPING = Duration.ofSeconds(2);

  private final Server server;
  private final Connectors connectors;
  private final ListenAddress listening;
  private final ScheduledExecutorService messages;
  private final ScheduledExecutorService events;
  private final Outbox outbox;
  private final ConnectionStore store;

  private AgentServer(Options options, ConnectionStore store, Clock clock, SecureRandom random) {
    this.store = store;
    listening = new PersistentPorts(store).in(options.listening(), options.data().isPresent());
    messages = queue(options.name() + "-outbox");
    events = queue(options.name() + "-events");
    var limits = options.limits();
    var faults = new Faults(options.faults());
    Consumer<MessageTrace> tracing = options.tracing().orElse(trace -> {});
    server = server(options.name());
    var post = new HttpRequestSender(limits.connect(), limits.call(), server);
    var told =
        new EventPublisher(
            store,
            options.webhook(),
            lanes(post, limits),
            events,
            options.webhookPauses(),
            clock,
            faults);
    var ledger = new RecordUpdater(store, told);
    outbox =
        new Outbox(
            store,
            ledger,
            faults.wrap(lanes(post, limits)),
            messages,
            options.retryPauses(),
            tracing,
            clock);
    var rest =
        new ConnectionEndpoints(
            store, ledger, outbox, faults, clock, () -> PeerKeys.generate(random, didcommUrl()));
    var deadlines = new RequestTimeouts(limits.arrival().plus(faults.restDelay()));
    var routes =
        new Routes(
            options.waits() ? InvocationType.BLOCKING : InvocationType.NON_BLOCKING,
            rest,
            new WebhookEndpoints(store, clock),
            new DidCommEndpoint(store, ledger, outbox, clock, options.expiry(), tracing),
            new Wallets(options.access()),
            options.version(),
            deadlines::arrived);
    var limited = new SizeLimitHandler(limits.body(), -1);
    limited.setHandler(routes);
    deadlines.setHandler(faults.wrap(limited, Routes::isMessage, this::close));
    server.setHandler(deadlines);
    connectors = Connectors.of(server, listening, limits, deadlines);
  }

  /**
   * Starts to listen, and goes on with what a former agent left in the same directory.
   *
   * @throws IOException if a port is taken or can't be bound, or the directory can't be used;
   *     nothing listens then
   */
  public static AgentServer start(Options options, Clock clock, SecureRandom random)
      throws IOException {
    var agent = new AgentServer(options, store(options), clock, random);
    try {
      agent.warmUp();
      agent.server.start();
      new PersistentPorts(agent.store).keep(agent.connectors);
      agent.outbox.resume();
      return agent;
    } catch (Exception e) {
      agent.close();
      throw new IOException(agent.whyNot(e, options), e);
    }
  }

  /** Where the REST API is. */
  public URI url() {
    return listening.rest(connectors.restPort());
  }

  /** Where peers post messages to it; it is written into the DIDs that the agent makes. */
  public URI didcommUrl() {
    return listening.didcomm(connectors.didcommPort());
  }

  /** Whether nobody outside this machine can connect. */
  public boolean loopback() {
    return listening.loopback();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The agent at " + listening.host() + " did not stop", e);
    } finally {
      stop(messages);
      stop(events);
      store.close();
    }
  }

  /** Reads what is likely to be asked for first, which takes ten times as long the first time. */
  private void warmUp() {
    for (int i = 0; i < WARM; i++) {
      store
          .all(ConnectionRecord.DEFAULT_WALLET, 0, Paging.LIMIT)
          .forEach(record -> ApiJson.connection(record).toString());
    }
  }

  private static ConnectionStore store(Options options) throws IOException {
    try {
      return options.data().map(ConnectionStore::open).orElseGet(ConnectionStore::inMemory);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Without an interruption, which would close the store's file under a task's hands. */
  private static void stop(ExecutorService queue) {
    queue.shutdown();
    try {
      queue.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Server server(String name) {
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setDaemon(true);
    threads.setName("duet-" + name);
    var server =
        new Server(threads, new ScheduledExecutorScheduler("duet-" + name + "-timer", true), null);
    server.setDynamic(false);
    server.setErrorHandler(new ErrorBody());
    server.setStopTimeout(0);
    return server;
  }

  private static RequestSender lanes(RequestSender post, ServerLimits limits) {
    return new PerReceiverQueue(post, limits.calls(), limits.callsToOne());
  }

  private static ScheduledExecutorService queue(String name) {
    var queue =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "duet-" + name);
              thread.setDaemon(true);
              return thread;
            });
    queue.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return queue;
  }

  private String whyNot(Exception failure, Options options) {
    if (!Causes.has(failure, BindException.class)) {
      return String.valueOf(failure.getMessage());
    }
    var why = "the port is taken, or the host is none of this machine's: " + failure.getMessage();
    return listening.equals(options.listening())
        ? why
        : why + PersistentPorts.advice(options.data().orElseThrow());
  }

  /**
   * What an agent is started with.
   *
   * @param name for its threads
   * @param expiry how old an invitation may be when its request arrives
   * @param retryPauses before each attempt to send a message
   * @param webhook told of all wallets' events
   * @param webhookPauses before each attempt to send an event
   * @param tracing told of each message before and after encryption
   * @param data the directory that everything is kept in; empty for memory
   * @param version told by the health check
   */
  public record Options(
      String name,
      ListenAddress listening,
      AccessPolicy access,
      Duration expiry,
      List<Duration> retryPauses,
      Optional<WebhookTarget> webhook,
      List<Duration> webhookPauses,
      List<Fault> faults,
      ServerLimits limits,
      Optional<Consumer<MessageTrace>> tracing,
      Optional<Path> data,
      String version) {

    /** Whether an answer may wait for a disk, or for whoever is told of messages. */
    private boolean waits() {
      return data.isPresent() || tracing.isPresent();
    }
  }
}
