package duet.embedded.server;

import duet.credential.KeyPurpose;
import duet.embedded.protocol.IssuanceMessages;
import duet.embedded.protocol.IssuanceProtocol;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceState;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.PeerKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Issue-credential records in the REST API, and what their users decide. */
final class IssuanceEndpoints implements RestEndpoints {

  private static final String RECORDS = "/issue-credentials/records";

  private final AgentStore store;
  private final RecordUpdater<IssuanceRecord> updater;
  private final Outbox<IssuanceRecord> outbox;
  private final WalletSigners signers;
  private final StatusLists statusLists;
  private final Consumer<IssuanceRecord> revoked;
  private final Supplier<PeerKeys> newKeys;
  private final InvitationReader invitations;
  private final Clock clock;

  /**
   * @param revoked tells the holder of a credential that was revoked
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   */
  IssuanceEndpoints(
      AgentStore store,
      RecordUpdater<IssuanceRecord> updater,
      Outbox<IssuanceRecord> outbox,
      WalletSigners signers,
      StatusLists statusLists,
      Consumer<IssuanceRecord> revoked,
      Supplier<PeerKeys> newKeys,
      Clock clock) {
    this.store = store;
    this.updater = updater;
    this.outbox = outbox;
    this.signers = signers;
    this.statusLists = statusLists;
    this.revoked = revoked;
    this.newKeys = newKeys;
    this.clock = clock;
    invitations = new InvitationReader("CredentialServiceError", clock);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/issue-credentials/credential-offers/accept-invitation",
            this::acceptInvitation),
        new Route("GET", RECORDS, this::list),
        new Route("GET", RECORDS + "/{recordId}", request -> answer(record(request))),
        new Route("POST", RECORDS + "/{recordId}/accept-offer", this::acceptOffer),
        new Route("POST", RECORDS + "/{recordId}/issue-credential", this::issue),
        new Route("PATCH", "/credential-status/revoke-credential/{recordId}", this::revoke));
  }

  private ApiResponse list(ApiRequest request) {
    var records = store.issuances();
    var paging = Paging.of(request);
    var page = ApiJson.MAPPER.createObjectNode();
    var contents = page.putArray("contents");
    var thread =
        paging.thid().map(thid -> records.findByThread(request.wallet(), thid).stream().toList());
    thread
        .map(found -> found.stream().skip(paging.offset()).toList())
        .orElseGet(() -> records.page(request.wallet(), paging.offset(), paging.limit()))
        .forEach(record -> contents.add(IssuanceApiJson.shown(record)));
    page.put("kind", "Collection");
    int total = thread.map(List::size).orElseGet(() -> records.count(request.wallet()));
    return ApiResponse.of(200, paging.links(page, total));
  }

  private ApiResponse acceptInvitation(ApiRequest request) {
    var invitation = invitations.read(request, IssuanceMessages.OFFER);
    if (store
        .issuances()
        .findByThread(request.wallet(), invitation.invitation().id())
        .isPresent()) {
      throw invitations.alreadyReceived(invitation);
    }
    var id = UUID.randomUUID().toString();
    var keys = newKeys.get();
    var record =
        IssuanceRecord.received(
            request.wallet(), id, keys.did().did(), invitation.message(), clock.instant());
    store.ownDids().add(request.wallet(), keys);
    if (!updater.add(List.of(record), store.issuances()::add)) {
      throw invitations.alreadyReceived(invitation);
    }
    return answer(record);
  }

  private ApiResponse acceptOffer(ApiRequest request) {
    var record = record(request);
    if (record.state() != IssuanceState.OFFER_RECEIVED) {
      throw IssuanceProtocol.notFound(record.id(), Optional.of(record.state()));
    }
    var body = RequestObject.of(request);
    var subject =
        signers.choose(
            request.wallet(),
            body.text("subjectId"),
            body.optionalText("keyId"),
            KeyPurpose.AUTHENTICATION);
    return changed(record, held -> IssuanceProtocol.accepted(held, subject, clock.instant()));
  }

  private ApiResponse issue(ApiRequest request) {
    return changed(
        record(request), requested -> IssuanceProtocol.approved(requested, clock.instant()));
  }

  private ApiResponse revoke(ApiRequest request) {
    var record = record(request);
    if (!record.issuer()) {
      throw Refusal.of(
          422,
          "CredentialServiceError:InvalidRoleForOperation",
          "Only the issuer of a credential can revoke it: recordId=%s, role=Holder"
              .formatted(record.id()));
    }
    var status =
        record
            .status()
            .orElseThrow(
                () ->
                    Refusal.of(
                        404,
                        "CredentialStatusListError:StatusListNotFoundForIssueCredentialRecord",
                        "There is no credential to revoke yet: recordId=%s, state=%s"
                            .formatted(record.id(), record.state().wire())));
    statusLists.revoke(status);
    return ApiResponse.empty(200).then(() -> revoked.accept(record));
  }

  private ApiResponse changed(IssuanceRecord record, UnaryOperator<IssuanceRecord> change) {
    var changed = updater.update(record.id(), now -> List.of(change.apply(now))).orElseThrow();
    return answer(changed).then(() -> outbox.submit(changed.id()));
  }

  private IssuanceRecord record(ApiRequest request) {
    var id = request.ids().get("recordId");
    return store
        .issuances()
        .find(request.wallet(), id)
        .orElseThrow(() -> IssuanceProtocol.notFound(id, Optional.empty()));
  }

  private static ApiResponse answer(IssuanceRecord record) {
    return ApiResponse.of(200, IssuanceApiJson.shown(record));
  }
}
