package duet.embedded.server;

import duet.credential.CredentialJwt;
import duet.credential.InvalidCredentialException;
import duet.credential.KeyPurpose;
import duet.didcomm.MalformedException;
import duet.embedded.protocol.ClaimsSchema;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.IssuanceMessages;
import duet.embedded.protocol.IssuanceOffer;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceTerms;
import duet.embedded.protocol.MessageInvitation;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.PeerKeys;
import duet.http.Causes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Offers of credentials in the REST API: over a connection, or with an invitation. What is wrong
 * with an offer is said before anything is made or sent.
 */
final class OfferEndpoints implements RestEndpoints {

  private static final String PATH = "/issue-credentials/credential-offers";

  private final AgentStore store;
  private final RecordUpdater<IssuanceRecord> updater;
  private final Outbox<IssuanceRecord> outbox;
  private final WalletSigners signers;
  private final Context context;
  private final Clock clock;

  OfferEndpoints(
      AgentStore store,
      RecordUpdater<IssuanceRecord> updater,
      Outbox<IssuanceRecord> outbox,
      WalletSigners signers,
      Context context,
      Clock clock) {
    this.store = store;
    this.updater = updater;
    this.outbox = outbox;
    this.signers = signers;
    this.context = context;
    this.clock = clock;
  }

  /**
   * What offers need of the agent.
   *
   * @param expiry of invitations
   * @param newKeys makes a DID with this agent's DIDComm endpoint
   * @param fetch reads a schema at its URL
   * @param executor does what follows, which may block
   */
  record Context(
      Duration expiry,
      Supplier<PeerKeys> newKeys,
      Function<String, CompletableFuture<String>> fetch,
      Executor executor) {}

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", PATH, this::offer),
        new Route("POST", PATH + "/invitation", this::invite));
  }

  private ApiResponse offer(ApiRequest request) {
    var wanted = OfferRequest.read(request, true);
    var connection =
        ConnectionProtocol.established(
            ConnectionEndpoints.find(
                store.connections(), request.wallet(), wanted.connectionId().orElseThrow()));
    var terms = terms(request.wallet(), wanted);
    return checked(
        wanted,
        () -> {
          var record =
              IssuanceRecord.offered(id(), id(), connection, offer(wanted), terms, clock.instant());
          updater.add(List.of(record), store.issuances()::add);
          return ApiResponse.of(201, IssuanceApiJson.shown(record))
              .then(() -> outbox.submit(record.id()));
        });
  }

  private ApiResponse invite(ApiRequest request) {
    var wanted = OfferRequest.read(request, false);
    var terms = terms(request.wallet(), wanted);
    return checked(
        wanted,
        () -> {
          var keys = context.newKeys().get();
          var record =
              IssuanceRecord.invited(
                  request.wallet(), id(), invitation(wanted, keys), terms, clock.instant());
          store.ownDids().add(request.wallet(), keys);
          updater.add(List.of(record), store.issuances()::add);
          return ApiResponse.of(201, IssuanceApiJson.shown(record));
        });
  }

  private MessageInvitation invitation(OfferRequest wanted, PeerKeys keys) {
    try {
      return MessageInvitation.create(
          IssuanceMessages.toAnybody(offer(wanted), id(), id(), keys.did().did()),
          wanted.goalCode(),
          wanted.goal(),
          id(),
          clock.instant(),
          context.expiry());
    } catch (MalformedException e) {
      throw badRequest("The offer can't be handed over: " + e.getMessage());
    }
  }

  private IssuanceTerms terms(String wallet, OfferRequest wanted) {
    var signer =
        signers.choose(wallet, wanted.issuingDid(), wanted.issuingKid(), KeyPurpose.ISSUING);
    try {
      CredentialJwt.requireReadable(
          signers.managed(wallet, signer.did()).did().did(),
          List.of(wanted.schemaId()),
          wanted.claims());
      return new IssuanceTerms(signer, wanted.validity(), wanted.automatic());
    } catch (InvalidCredentialException e) {
      throw badRequest("The claims don't fit into a credential: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw badRequest(e.getMessage());
    }
  }

  /** Goes on once the claims are known to meet their schema. */
  private ApiResponse checked(OfferRequest wanted, Supplier<ApiResponse> next) {
    return ApiResponse.later(
        context
            .fetch()
            .apply(wanted.schemaId())
            .exceptionally(
                failure -> {
                  throw ClaimsSchema.unresolvable(Causes.words(failure));
                })
            .thenApplyAsync(
                schema -> {
                  ClaimsSchema.parse(schema).require(wanted.claims());
                  return next.get();
                },
                context.executor()));
  }

  private static IssuanceOffer offer(OfferRequest wanted) {
    return IssuanceOffer.create(
        wanted.claims(), wanted.schemaId(), id(), wanted.domain(), id(), id());
  }

  private static Refusal badRequest(String detail) {
    return Refusal.plain(400, "BadRequest", detail);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
