package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.embedded.fault.Faults;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.ConnectionRecordState;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.ConnectionStore;
import duet.embedded.store.PeerKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Connections and invitations in the REST API. */
final class ConnectionEndpoints implements RestEndpoints {

  private static final int MAX_LENGTH = 255;

  private final ConnectionStore store;
  private final RecordUpdater<ConnectionRecord> updater;
  private final Outbox<ConnectionRecord> outbox;
  private final Faults faults;
  private final Clock clock;
  private final Supplier<PeerKeys> newKeys;

  /**
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   */
  ConnectionEndpoints(
      ConnectionStore store,
      RecordUpdater<ConnectionRecord> updater,
      Outbox<ConnectionRecord> outbox,
      Faults faults,
      Clock clock,
      Supplier<PeerKeys> newKeys) {
    this.store = store;
    this.updater = updater;
    this.outbox = outbox;
    this.faults = faults;
    this.clock = clock;
    this.newKeys = newKeys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", "/connections", this::create),
        new Route("GET", "/connections", this::list),
        new Route("GET", "/connections/{connectionId}", this::get),
        new Route("DELETE", "/connections/{connectionId}", this::delete),
        new Route("POST", "/connection-invitations", this::accept));
  }

  private ApiResponse create(ApiRequest request) {
    ObjectNode body = ApiJson.object(request.body(), request.line());
    var label = text(body, "label", request);
    var goalCode = text(body, "goalCode", request);
    var goal = text(body, "goal", request);
    var keys = newKeys.get();
    var invitation =
        Invitation.create(UUID.randomUUID().toString(), keys.did().did(), goalCode, goal);
    var record = ConnectionProtocol.invited(request.wallet(), invitation, label, clock.instant());
    updater.add(List.of(record), one -> store.add(one, keys));
    return ApiResponse.of(201, shown(record));
  }

  private ApiResponse accept(ApiRequest request) {
    ObjectNode body = ApiJson.object(request.body(), request.line());
    Invitation invitation = invitation(ApiJson.required(body, "invitation", request.line()));
    var keys = newKeys.get();
    var id = UUID.randomUUID().toString();
    var received =
        ConnectionProtocol.received(
            request.wallet(), id, invitation, keys.did().did(), clock.instant());
    var accepted = ConnectionProtocol.accepted(received, clock.instant());
    if (!updater.add(List.of(received, accepted), record -> store.add(record, keys))) {
      throw Refusal.of(
          400,
          "ConnectionServiceError:InvitationAlreadyReceived",
          "The provided invitation has already been used: invitationId=" + invitation.id());
    }
    return ApiResponse.of(200, shown(accepted)).then(() -> outbox.submit(id));
  }

  private ApiResponse get(ApiRequest request) {
    return ApiResponse.of(200, shown(record(request)));
  }

  private ApiResponse list(ApiRequest request) {
    var paging = Paging.of(request);
    var page = ApiJson.MAPPER.createObjectNode();
    var contents = page.putArray("contents");
    var thread =
        paging.thid().map(thid -> store.findByThread(request.wallet(), thid).stream().toList());
    var records =
        thread
            .map(found -> found.stream().skip(paging.offset()).toList())
            .orElseGet(() -> store.page(request.wallet(), paging.offset(), paging.limit()));
    records.forEach(record -> contents.add(shown(record)));
    page.put("kind", "ConnectionsPage");
    int total = thread.map(List::size).orElseGet(() -> store.count(request.wallet()));
    return ApiResponse.of(200, paging.links(page, total));
  }

  private ApiResponse delete(ApiRequest request) {
    var record = record(request);
    var state = record.state();
    if (state != ConnectionRecordState.INVITATION_GENERATED
        && state != ConnectionRecordState.INVITATION_EXPIRED) {
      throw new Refusal(
          403, "Not Allowed", "Operation Forbidden", "InvalidStateForOperation: " + state.wire());
    }
    store.remove(record.id());
    return ApiResponse.empty(204);
  }

  private ConnectionRecord record(ApiRequest request) {
    return find(store, request.wallet(), request.id("connectionId"));
  }

  /**
   * @throws Refusal with 404 if the wallet has no such connection
   */
  static ConnectionRecord find(ConnectionStore store, String wallet, String id) {
    return store
        .find(wallet, id)
        .orElseThrow(
            () ->
                Refusal.of(
                    404,
                    "ConnectionServiceError:RecordIdNotFound",
                    "There is no connection record matching the provided identifier: recordId="
                        + id));
  }

  private ObjectNode shown(ConnectionRecord record) {
    return faults.apply(ApiJson.connection(record));
  }

  private static Optional<String> text(ObjectNode body, String field, ApiRequest request) {
    var text = ApiJson.string(body, field, request.line());
    int length = text.map(String::length).orElse(0);
    if (length > MAX_LENGTH) {
      throw Refusal.of(
          400,
          "ConnectionServiceError:UserInputValidationError",
          "The provided input failed validation: errors=[Invalid length for '%s': expected=[0 -> %d], actual=%d]"
              .formatted(field, MAX_LENGTH, length));
    }
    return text;
  }

  private static Invitation invitation(String text) {
    try {
      if (text.contains("://") || text.stripLeading().startsWith("{")) {
        throw new MalformedException(
            "invitation", "The invitation must be base64url, not a link or JSON");
      }
      var invitation = Invitation.parse(text);
      if (invitation.accept().isEmpty()) {
        throw new MalformedException(
            "invitation.body.accept", "The invitation has no array body.accept");
      }
      return invitation;
    } catch (MalformedException e) {
      throw Refusal.of(
          400,
          "ConnectionServiceError:InvitationParsingError",
          "An error occurred while parsing the invitation content: cause=[" + e.getMessage() + "]");
    }
  }
}
