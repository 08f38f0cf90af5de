package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.fault.Faults;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.IssuanceProtocol;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.PresentationProtocol;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.RevocationNotification;
import duet.embedded.protocol.ThreadProtocol;
import duet.embedded.protocol.ThreadRecord;
import duet.embedded.store.AgentStore;
import duet.embedded.store.PeerKeys;
import duet.embedded.store.ThreadStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The protocols of an agent: for each its outbox, its REST endpoints, and its messages' receiver.
 */
final class AgentProtocols {

  private final AgentStore store;
  private final EventPublisher events;
  private final MessageSender sender;
  private final ScheduledExecutorService executor;
  private final List<Duration> pauses;
  private final Clock clock;
  private final List<Outbox<?>> outboxes = new ArrayList<>();
  private final List<MessageReceiver> receivers = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param executor of all outboxes; shut down by the caller
   * @param pauses before each attempt to send a message
   */
  AgentProtocols(
      AgentStore store,
      EventPublisher events,
      MessageSender sender,
      ScheduledExecutorService executor,
      List<Duration> pauses,
      Clock clock) {
    this.store = store;
    this.events = events;
    this.sender = sender;
    this.executor = executor;
    this.pauses = List.copyOf(pauses);
    this.clock = clock;
  }

  /**
   * Adds connections.
   *
   * @param expiry how old an invitation may be when its request arrives
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   */
  void addConnections(Duration expiry, Faults faults, Supplier<PeerKeys> newKeys) {
    var connections = store.connections();
    var protocol = new ConnectionProtocol(expiry);
    var updater =
        new RecordUpdater<>(
            connections, record -> publish(record, faults, ApiJson.connection(record)));
    var outbox = outbox(protocol, connections, updater, Preparation.of(protocol, clock));
    receivers.add(
        new ThreadReceiver<>(
            protocol, store, connections, record -> false, updater, outbox, clock));
    add(new ConnectionEndpoints(connections, updater, outbox, faults, clock, newKeys));
  }

  /** Adds the issuing of credentials. */
  void addIssuance(OfferEndpoints.Context context, StatusLists statusLists) {
    var issuances = store.issuances();
    var protocol = new IssuanceProtocol();
    var signers = new WalletSigners(store.dids());
    var updater =
        new RecordUpdater<IssuanceRecord>(
            issuances,
            record ->
                events.publish(
                    "IssueCredentialRecordUpdated",
                    record.wallet(),
                    () -> IssuanceApiJson.shown(record)));
    var outbox =
        outbox(
            protocol,
            issuances,
            updater,
            new IssuancePreparation(protocol, signers, statusLists, clock));
    receivers.add(
        new ThreadReceiver<>(
            protocol, store, issuances, issuances::addBegun, updater, outbox, clock));
    add(new OfferEndpoints(store, updater, outbox, signers, context, clock));
    add(
        new IssuanceEndpoints(
            store,
            updater,
            outbox,
            signers,
            statusLists,
            this::tellRevoked,
            context.newKeys(),
            clock));
    receivers.add(new RevocationReceiver(store));
    add(statusLists);
  }

  /**
   * Adds the presenting of credentials.
   *
   * @param expiry of invitations
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   */
  void addPresentation(Duration expiry, Supplier<PeerKeys> newKeys, PresentationVerifier verifier) {
    var presentations = store.presentations();
    var protocol = new PresentationProtocol();
    var updater =
        new RecordUpdater<PresentationRecord>(
            presentations,
            record ->
                events.publish(
                    "PresentationUpdated",
                    record.wallet(),
                    () -> PresentationApiJson.shown(record)));
    var outbox =
        outbox(
            protocol,
            presentations,
            updater,
            new PresentationPreparation(
                protocol, store, new WalletSigners(store.dids()), verifier, clock));
    receivers.add(
        new ThreadReceiver<>(
            protocol, store, presentations, presentations::addBegun, updater, outbox, clock));
    add(new ProofRequestEndpoints(store, updater, outbox, expiry, newKeys, clock));
    add(new PresentationEndpoints(store, updater, outbox, newKeys, clock));
  }

  void add(RestEndpoints endpoints) {
    routes.addAll(endpoints.routes());
  }

  DidCommEndpoint didcomm(Consumer<MessageTrace> tracing) {
    return new DidCommEndpoint(store.ownDids()::agreementKey, receivers, tracing);
  }

  List<Route> routes() {
    return routes;
  }

  /** Continues where an earlier agent stopped. */
  void resume() {
    outboxes.forEach(Outbox::resume);
  }

  private void publish(ConnectionRecord record, Faults faults, ObjectNode shown) {
    if (!faults.hides(shown)) {
      events.publish("ConnectionUpdated", record.wallet(), () -> faults.apply(shown));
    }
  }

  /** Once: whoever misses it finds the status list. */
  private void tellRevoked(IssuanceRecord issuer) {
    var id = UUID.randomUUID().toString();
    store
        .ownDids()
        .keys(issuer.ownDid())
        .ifPresent(
            keys ->
                sender.send(
                    RevocationNotification.of(issuer, id, clock.instant()),
                    keys,
                    issuer.theirDid().orElseThrow()));
  }

  private <R extends ThreadRecord> Outbox<R> outbox(
      ThreadProtocol<R> protocol,
      ThreadStore<R> records,
      RecordUpdater<R> updater,
      Preparation<R> preparation) {
    var outbox =
        new Outbox<>(
            protocol,
            records,
            updater,
            preparation,
            store.ownDids(),
            sender,
            executor,
            pauses,
            clock);
    outboxes.add(outbox);
    return outbox;
  }
}
