package duet.embedded.server;

import duet.embedded.fault.Fault;
import duet.embedded.fault.Faults;
import duet.embedded.http.BodyLimit;
import duet.embedded.http.Connectors;
import duet.embedded.http.ListenAddress;
import duet.embedded.http.PersistentPorts;
import duet.embedded.http.RequestTimeouts;
import duet.embedded.http.ServerLimits;
import duet.embedded.mediated.MediationRecipient;
import duet.embedded.mediated.MediatorException;
import duet.embedded.mediated.PickupIntervals;
import duet.embedded.outgoing.HttpRequestSender;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.PerReceiverQueue;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.PeerKeys;
import duet.embedded.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** A running agent: its ports, its routes and its protocols. */
public final class AgentServer implements AutoCloseable {

  private static final int WARM = 2;

  private final Server server;
  private final Connectors connectors;
  private final ListenAddress address;
  private final ScheduledExecutorService executor;
  private final Optional<MediationRecipient> mediation;
  private final DidCommEndpoint didcomm;
  private final AgentProtocols protocols;
  private final AgentStore store;

  private AgentServer(Options options, AgentStore store, Clock clock, SecureRandom random) {
    this.store = store;
    address =
        options.data().isPresent()
            ? new PersistentPorts(store.ports()).in(options.address())
            : options.address();
    executor = OutboxExecutor.create("duet-" + options.name() + "-outbox");
    var limits = options.limits();
    var faults = new Faults(options.faults());
    Consumer<MessageTrace> tracing = options.tracing().orElse(trace -> {});
    server = Connectors.server(options.name());
    var sender = new HttpRequestSender(limits.connect(), limits.call(), server);
    mediation =
        MediationRecipient.of(
            options.name(),
            options.mediator(),
            store,
            () -> HttpRequestSender.toMediator(limits.connect(), limits.call(), server),
            options.pickup(),
            clock,
            random);
    var peers =
        loopback() || options.loopbackPeers()
            ? sender
            : HttpRequestSender.toNetwork(limits.connect(), limits.call(), server);
    var publisher =
        new EventPublisher(
            store.webhooks(),
            options.webhook(),
            perReceiver(sender, limits),
            server.getScheduler(),
            options.webhookPauses(),
            clock);
    protocols =
        new AgentProtocols(
            store,
            publisher,
            new MessageSender(
                faults.wrap(perReceiver(peers, limits)), store.ownDids()::agreementKey, tracing),
            executor,
            options.retryPauses(),
            clock);
    Supplier<PeerKeys> newKeys =
        () ->
            mediation
                .map(AgentServer::newKeys)
                .orElseGet(() -> PeerKeys.generate(random, didcommUrl()));
    protocols.addConnections(options.expiry(), faults, newKeys);
    var statusLists = new StatusLists(store.revocations(), store.dids(), this::url, clock);
    protocols.addIssuance(
        new OfferEndpoints.Context(
            options.expiry(), newKeys, peers.fetch()::get, server.getThreadPool()),
        statusLists);
    protocols.addPresentation(
        options.expiry(),
        newKeys,
        new PresentationVerifier(
            peers.fetch(),
            statusLists::find,
            new DidResolver(sender.fetch(), options.verifier().node()),
            options.verifier().rules(),
            server.getThreadPool(),
            clock));
    protocols.add(new DidRegistrarEndpoints(store.dids(), publisher, random));
    protocols.add(new WebhookEndpoints(store.webhooks(), clock));
    didcomm = protocols.didcomm(tracing);
    var timeouts = new RequestTimeouts(limits.arrival().plus(faults.restDelay()));
    var routes =
        new Routes(
            options.mayBlock() ? InvocationType.BLOCKING : InvocationType.NON_BLOCKING,
            protocols.routes(),
            didcomm,
            new Wallets(options.access()),
            options.access().mode() == AccessPolicy.Mode.OPEN
                ? Optional.of(new OriginCheck(address))
                : Optional.empty(),
            options.version(),
            timeouts::arrived);
    var limited = new BodyLimit(limits.body());
    limited.setHandler(routes);
    timeouts.setHandler(faults.wrap(limited, Routes::isMessage, this::close));
    server.setHandler(timeouts);
    connectors = Connectors.of(server, address, limits, timeouts);
  }

  /**
   * Starts to listen, and continues what an earlier agent left in the same directory.
   *
   * @throws IOException if a port is taken or can't be bound, or the directory can't be used;
   *     nothing listens then
   */
  public static AgentServer start(Options options, Clock clock, SecureRandom random)
      throws IOException {
    var agent = create(options, clock, random);
    try {
      agent.warmUp();
      agent.server.start();
      new PersistentPorts(agent.store.ports()).save(agent.connectors, agent.address);
      agent.mediation.ifPresent(part -> part.start(agent.didcomm::receivePickedUp));
      agent.protocols.resume();
      return agent;
    } catch (MediatorException e) {
      agent.close();
      throw e;
    } catch (Exception e) {
      agent.close();
      var reason = PersistentPorts.reason(e, options.address(), agent.address, options.data());
      throw new IOException(reason, e);
    }
  }

  /** Where the REST API is. */
  public URI url() {
    return address.rest(connectors.restPort());
  }

  /** Where peers send messages to it, as the DIDs say that it creates. */
  public URI didcommUrl() {
    return address.didcomm(connectors.didcommPort());
  }

  /** Where this machine reaches DIDComm, whatever the DIDs say. */
  public URI didcommHere() {
    return address.didcommHere(connectors.didcommPort());
  }

  /** Where the mediator is that it is behind. */
  public Optional<URI> mediator() {
    return mediation.map(MediationRecipient::address);
  }

  /** Whether messages come from this machine only, directly and through its mediator. */
  public boolean loopback() {
    return address.loopback() && mediation.map(MediationRecipient::loopback).orElse(true);
  }

  /**
   * Lets other processes find it by its directory.
   *
   * @throws IllegalStateException if it has none
   */
  public void share() {
    store.share(url());
  }

  @Override
  public void close() {
    try {
      store.unshare();
    } finally {
      stop();
    }
  }

  private void stop() {
    mediation.ifPresent(MediationRecipient::close);
    try {
      LifeCycle.stop(server);
    } finally {
      OutboxExecutor.shutDown(executor);
      store.close();
    }
  }

  /** Reads what is likely to be requested first: the first time takes ten times as long. */
  private void warmUp() {
    for (int i = 0; i < WARM; i++) {
      store
          .connections()
          .page(ConnectionRecord.DEFAULT_WALLET, 0, Paging.LIMIT)
          .forEach(record -> ApiJson.connection(record).toString());
    }
  }

  private static PeerKeys newKeys(MediationRecipient mediation) {
    try {
      return mediation.newKeys();
    } catch (MediatorException e) {
      throw Refusal.of(503, "MediatorError:RegistrationFailed", e.getMessage());
    }
  }

  private static AgentServer create(Options options, Clock clock, SecureRandom random)
      throws IOException {
    try {
      var store = options.data().map(AgentStore::open).orElseGet(AgentStore::inMemory);
      try {
        return new AgentServer(options, store, clock, random);
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static RequestSender perReceiver(RequestSender sender, ServerLimits limits) {
    return new PerReceiverQueue(sender, limits.calls(), limits.callsToOne());
  }

  /**
   * What an agent is started with.
   *
   * @param name part of its threads' names
   * @param expiry how old an invitation may be when its request arrives
   * @param retryPauses before each attempt to send a message
   * @param webhook gets all wallets' events
   * @param webhookPauses before each attempt to send an event
   * @param tracing called with each message before and after encryption
   * @param data the directory that everything is kept in; empty for memory
   * @param mediator that the agent is to be behind: a DID, an invitation or a URL
   * @param pickup how often messages are picked up from it
   * @param loopbackPeers whether loopback and link-local addresses of peers are called though the
   *     network reaches the agent
   * @param verifier how presentations are judged
   * @param version shown by the health check
   */
  public record Options(
      String name,
      ListenAddress address,
      AccessPolicy access,
      Duration expiry,
      List<Duration> retryPauses,
      Optional<WebhookTarget> webhook,
      List<Duration> webhookPauses,
      List<Fault> faults,
      ServerLimits limits,
      Optional<Consumer<MessageTrace>> tracing,
      Optional<Path> data,
      Optional<String> mediator,
      PickupIntervals pickup,
      boolean loopbackPeers,
      VerifierSettings verifier,
      String version) {

    /** Whether answering a request may block, on a disk or in the tracing. */
    private boolean mayBlock() {
      return data.isPresent() || tracing.isPresent() || mediator.isPresent();
    }
  }
}
