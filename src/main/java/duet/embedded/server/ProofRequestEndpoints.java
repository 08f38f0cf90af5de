package duet.embedded.server;

import duet.didcomm.MalformedException;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.MessageInvitation;
import duet.embedded.protocol.PresentationMessages;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.PeerKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Requests for presentations in the REST API: over a connection, or with an invitation. */
final class ProofRequestEndpoints implements RestEndpoints {

  static final String PATH = "/present-proof/presentations";

  private final AgentStore store;
  private final RecordUpdater<PresentationRecord> updater;
  private final Outbox<PresentationRecord> outbox;
  private final Duration expiry;
  private final Supplier<PeerKeys> newKeys;
  private final Clock clock;

  /**
   * @param expiry of invitations
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   */
  ProofRequestEndpoints(
      AgentStore store,
      RecordUpdater<PresentationRecord> updater,
      Outbox<PresentationRecord> outbox,
      Duration expiry,
      Supplier<PeerKeys> newKeys,
      Clock clock) {
    this.store = store;
    this.updater = updater;
    this.outbox = outbox;
    this.expiry = expiry;
    this.newKeys = newKeys;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", PATH, this::request),
        new Route("POST", PATH + "/invitation", this::invite));
  }

  private ApiResponse request(ApiRequest request) {
    var wanted = ProofRequestBody.read(request, true);
    var connection =
        ConnectionProtocol.established(
            ConnectionEndpoints.find(
                store.connections(), request.wallet(), wanted.connectionId().orElseThrow()));
    var record =
        PresentationRecord.requested(id(), id(), connection, wanted.toMessage(), clock.instant());
    updater.add(List.of(record), store.presentations()::add);
    return ApiResponse.of(201, PresentationApiJson.shown(record))
        .then(() -> outbox.submit(record.id()));
  }

  private ApiResponse invite(ApiRequest request) {
    var wanted = ProofRequestBody.read(request, false);
    var keys = newKeys.get();
    var record =
        PresentationRecord.invited(
            request.wallet(), id(), invitation(wanted, keys), clock.instant());
    store.ownDids().add(request.wallet(), keys);
    updater.add(List.of(record), store.presentations()::add);
    return ApiResponse.of(201, PresentationApiJson.shown(record));
  }

  private MessageInvitation invitation(ProofRequestBody wanted, PeerKeys keys) {
    try {
      return MessageInvitation.create(
          PresentationMessages.toAnybody(wanted.toMessage(), id(), id(), keys.did().did()),
          wanted.goalCode(),
          wanted.goal(),
          id(),
          clock.instant(),
          expiry);
    } catch (MalformedException e) {
      throw Refusal.plain(400, "BadRequest", "The request can't be handed over: " + e.getMessage());
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
