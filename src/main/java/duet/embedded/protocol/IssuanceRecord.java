package duet.embedded.protocol;

import duet.credential.StatusEntry;
import duet.didcomm.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * One side of the issuing of a credential, as the agent keeps it. Immutable; a change gives a new
 * record.
 *
 * @param id the record's own id, a UUID
 * @param theirDid empty at an issuer whose invitation nobody has answered
 * @param terms at an issuer only
 * @param subject at a holder that accepted only: whom the credential is to be about, who signs the
 *     request
 * @param request the JWT with which the credential is requested, once it is signed or was received
 * @param status where the credential's revocation can be looked up, at an issuer only
 * @param credential as a JWT
 * @param invitation at an issuer without connection only
 */
public record IssuanceRecord(
    String wallet,
    String id,
    String thid,
    IssuanceState state,
    String ownDid,
    Optional<String> theirDid,
    IssuanceOffer offer,
    Optional<IssuanceTerms> terms,
    Optional<Signer> subject,
    Optional<String> request,
    Optional<StatusEntry> status,
    Optional<String> credential,
    Optional<MessageInvitation> invitation,
    RecordProgress progress)
    implements ThreadRecord {

  /** The issuer's record of an offer that is to be sent over a connection. */
  public static IssuanceRecord offered(
      String id,
      String thid,
      ConnectionRecord connection,
      IssuanceOffer offer,
      IssuanceTerms terms,
      Instant now) {
    return created(
        connection.wallet(),
        id,
        thid,
        IssuanceState.OFFER_PENDING,
        connection.ownDid(),
        connection.theirDid(),
        offer,
        Optional.of(terms),
        Optional.empty(),
        now);
  }

  /** The issuer's record of an offer that goes with an invitation. */
  public static IssuanceRecord invited(
      String wallet, String id, MessageInvitation invitation, IssuanceTerms terms, Instant now) {
    return created(
        wallet,
        id,
        invitation.invitation().id(),
        IssuanceState.INVITATION_GENERATED,
        invitation.invitation().from(),
        Optional.empty(),
        IssuanceOffer.of(invitation.message()),
        Optional.of(terms),
        Optional.of(invitation),
        now);
  }

  /**
   * The holder's record of an offer.
   *
   * @param message with its from
   * @throws Refusal if the offer can't be read
   */
  public static IssuanceRecord received(
      String wallet, String id, String ownDid, Message message, Instant now) {
    return created(
        wallet,
        id,
        IncomingMessage.thid(message),
        IssuanceState.OFFER_RECEIVED,
        ownDid,
        message.from(),
        IssuanceOffer.of(message),
        Optional.empty(),
        Optional.empty(),
        now);
  }

  @Override
  public Optional<SendFailure> lastFailure() {
    return progress.lastFailure();
  }

  /** Whether this side issues, not holds. */
  public boolean issuer() {
    return terms.isPresent();
  }

  /** The key that signs next: the issuer's, or the holder's. */
  public Optional<Signer> signer() {
    return terms.map(IssuanceTerms::signer).or(() -> subject);
  }

  /** Without claims and JWTs. */
  @Override
  public String toString() {
    return "%s's record %s of thread %s in state %s"
        .formatted(issuer() ? "issuer" : "holder", id, thid, state.wire());
  }

  IssuanceRecord moved(IssuanceState next, Instant now) {
    if (!state.next().contains(next)) {
      throw new IllegalStateException(state + " can't become " + next);
    }
    return changed(next, theirDid, subject, request, status, credential, progress.moved(now));
  }

  /** What follows once its message was delivered; unchanged if it has none to send. */
  IssuanceRecord sent(Instant now) {
    return switch (state) {
      case OFFER_PENDING -> moved(IssuanceState.OFFER_SENT, now);
      case REQUEST_GENERATED -> moved(IssuanceState.REQUEST_SENT, now);
      case CREDENTIAL_GENERATED -> moved(IssuanceState.CREDENTIAL_SENT, now);
      default -> this;
    };
  }

  /** Keeps why a message of the peer's was refused. */
  IssuanceRecord noted(Refusal refusal, Instant now) {
    var failure =
        new SendFailure(
            refusal.status(),
            refusal.type(),
            refusal.title(),
            refusal.getMessage(),
            "error:instance:" + id);
    return with(progress.noted(failure, now));
  }

  /** The same in another state of how it fares. */
  IssuanceRecord with(RecordProgress progress) {
    return changed(state, theirDid, subject, request, status, credential, progress);
  }

  IssuanceRecord answeredBy(String did) {
    return changed(state, Optional.of(did), subject, request, status, credential, progress);
  }

  IssuanceRecord about(Signer subject) {
    return changed(state, theirDid, Optional.of(subject), request, status, credential, progress);
  }

  IssuanceRecord requestedWith(String jwt) {
    return changed(state, theirDid, subject, Optional.of(jwt), status, credential, progress);
  }

  IssuanceRecord issued(Optional<StatusEntry> status, String jwt) {
    return changed(state, theirDid, subject, request, status, Optional.of(jwt), progress);
  }

  private static IssuanceRecord created(
      String wallet,
      String id,
      String thid,
      IssuanceState state,
      String ownDid,
      Optional<String> theirDid,
      IssuanceOffer offer,
      Optional<IssuanceTerms> terms,
      Optional<MessageInvitation> invitation,
      Instant now) {
    return new IssuanceRecord(
        wallet,
        id,
        thid,
        state,
        ownDid,
        theirDid,
        offer,
        terms,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        invitation,
        RecordProgress.created(now));
  }

  private IssuanceRecord changed(
      IssuanceState state,
      Optional<String> theirDid,
      Optional<Signer> subject,
      Optional<String> request,
      Optional<StatusEntry> status,
      Optional<String> credential,
      RecordProgress progress) {
    return new IssuanceRecord(
        wallet,
        id,
        thid,
        state,
        ownDid,
        theirDid,
        offer,
        terms,
        subject,
        request,
        status,
        credential,
        invitation,
        progress);
  }
}
