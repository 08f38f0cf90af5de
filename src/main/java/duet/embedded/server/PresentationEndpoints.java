package duet.embedded.server;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.PrismDid;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceState;
import duet.embedded.protocol.PresentationMessages;
import duet.embedded.protocol.PresentationProtocol;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.PresentationState;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.PeerKeys;
import duet.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Present-proof records in the REST API, and what their users decide. */
final class PresentationEndpoints implements RestEndpoints {

  private static final String PATH = ProofRequestEndpoints.PATH;
  private static final List<String> ACTIONS =
      List.of("request-accept", "request-reject", "presentation-accept", "presentation-reject");

  private final AgentStore store;
  private final RecordUpdater<PresentationRecord> updater;
  private final Outbox<PresentationRecord> outbox;
  private final Supplier<PeerKeys> newKeys;
  private final InvitationReader invitations;
  private final Clock clock;

  /**
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   */
  PresentationEndpoints(
      AgentStore store,
      RecordUpdater<PresentationRecord> updater,
      Outbox<PresentationRecord> outbox,
      Supplier<PeerKeys> newKeys,
      Clock clock) {
    this.store = store;
    this.updater = updater;
    this.outbox = outbox;
    this.newKeys = newKeys;
    this.clock = clock;
    invitations = new InvitationReader("Presentation", clock);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", PATH + "/accept-invitation", this::acceptInvitation),
        new Route("GET", PATH, this::list),
        new Route("GET", PATH + "/{presentationId}", this::get),
        new Route("PATCH", PATH + "/{presentationId}", this::act));
  }

  /** All at once, whatever part is requested, as a true agent does. */
  private ApiResponse list(ApiRequest request) {
    var records = store.presentations();
    var page = ApiJson.MAPPER.createObjectNode();
    var contents = page.putArray("contents");
    request
        .query("thid")
        .map(thid -> records.findByThread(request.wallet(), thid).stream().toList())
        .orElseGet(() -> records.page(request.wallet(), 0, Integer.MAX_VALUE))
        .forEach(record -> contents.add(PresentationApiJson.shown(record)));
    page.put("kind", "Collection").put("self", PATH).put("pageOf", "1");
    return ApiResponse.of(200, page);
  }

  private ApiResponse get(ApiRequest request) {
    var id = request.id("presentationId");
    return answer(
        find(request)
            .orElseThrow(() -> Refusal.plain(404, "NotFound", "Presentation not found: " + id)));
  }

  private ApiResponse acceptInvitation(ApiRequest request) {
    var invitation = invitations.read(request, PresentationMessages.REQUEST);
    var records = store.presentations();
    if (records.findByThread(request.wallet(), invitation.invitation().id()).isPresent()) {
      throw invitations.alreadyReceived(invitation);
    }
    var keys = newKeys.get();
    var record =
        PresentationRecord.received(
            request.wallet(),
            UUID.randomUUID().toString(),
            keys.did().did(),
            invitation.message(),
            clock.instant());
    store.ownDids().add(request.wallet(), keys);
    if (!updater.add(List.of(record), records::add)) {
      throw invitations.alreadyReceived(invitation);
    }
    return answer(record);
  }

  private ApiResponse act(ApiRequest request) {
    var id = request.id("presentationId");
    var body = RequestObject.of(request);
    var action = body.text("action");
    if (!ACTIONS.contains(action)) {
      throw ApiJson.invalid(
          request.line(),
          "body (expected action to be one of (%s), but got: \"%s\")"
              .formatted(String.join(", ", ACTIONS), SafeText.excerpt(action)));
    }
    var record =
        find(request)
            .orElseThrow(
                () ->
                    Refusal.of(404, "Presentation:RecordIdNotFound", "Record Id not found: " + id));
    return switch (action) {
      case "request-accept" -> {
        var credentials = credentials(record, body);
        yield changed(
            record, now -> PresentationProtocol.accepted(now, credentials, clock.instant()));
      }
      case "request-reject" ->
          changed(record, now -> PresentationProtocol.declined(now, clock.instant()));
      default -> {
        boolean accepted = action.equals("presentation-accept");
        yield changed(record, now -> PresentationProtocol.decided(now, accepted, clock.instant()));
      }
    };
  }

  private ApiResponse changed(PresentationRecord record, UnaryOperator<PresentationRecord> change) {
    var changed = updater.update(record.id(), now -> List.of(change.apply(now))).orElseThrow();
    return answer(changed).then(() -> outbox.submit(changed.id()));
  }

  /** The ids of the records whose credentials are to be presented, all about one subject. */
  private List<String> credentials(PresentationRecord prover, RequestObject body) {
    if (prover.state() != PresentationState.REQUEST_RECEIVED) {
      return List.of();
    }
    var ids = new ArrayList<String>();
    for (JsonNode id : body.get("proofId").orElseThrow(() -> unbound("no proofId is given"))) {
      if (!id.isTextual()) {
        throw body.invalid("expected array of strings", "proofId");
      }
      ids.add(id.textValue());
    }
    if (ids.isEmpty()) {
      throw unbound("proofId is empty");
    }
    var subjects = new LinkedHashSet<String>();
    for (String id : ids) {
      subjects.add(PrismDid.canonical(held(prover.wallet(), id).subject().orElseThrow().did()));
    }
    if (subjects.size() > 1) {
      throw unbound(
          "Creating a Verifiable Presentation for credential with different subject DID is not"
              + " supported, found : "
              + String.join(", ", subjects));
    }
    return ids;
  }

  private IssuanceRecord held(String wallet, String id) {
    return store
        .issuances()
        .find(wallet, id)
        .filter(record -> record.state() == IssuanceState.CREDENTIAL_RECEIVED)
        .orElseThrow(
            () ->
                unbound(
                    "no record of a received credential in this wallet: " + SafeText.excerpt(id)));
  }

  private static Refusal unbound(String reason) {
    return Refusal.of(400, "Presentation:HolderBindingError", "Holder binding error: " + reason);
  }

  private Optional<PresentationRecord> find(ApiRequest request) {
    return store.presentations().find(request.wallet(), request.id("presentationId"));
  }

  private static ApiResponse answer(PresentationRecord record) {
    return ApiResponse.of(200, PresentationApiJson.shown(record));
  }
}
