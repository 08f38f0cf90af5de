package duet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import duet.didcomm.Invitation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An agent's credentials: those it issues and those it holds. As all calls of {@link Agent}, each
 * takes at most 15 s and throws {@link AgentException}. {@code duet.issuance.Issuance} makes the
 * calls of both sides and waits.
 */
public final class Credentials {

  private final CredentialsClient calls;
  private final WebhookSubscription webhook;

  Credentials(CredentialsClient calls, WebhookSubscription webhook) {
    this.calls = calls;
    this.webhook = webhook;
  }

  /**
   * Offers a credential over a connection; the agent sends the offer later.
   *
   * @param connectionId the issuer's, of an established connection
   * @return the issuer's side, in state {@link CredentialState#OFFER_PENDING}
   * @throws IllegalArgumentException if the offer names no issuing DID
   */
  public CredentialExchange offer(String connectionId, CredentialOffer offer) {
    RecordIds.require(connectionId, "connection");
    var made = RestClient.await(calls.offer(connectionId, require(offer)));
    webhook.open();
    return made;
  }

  /**
   * Puts an offer into an invitation, for a holder without a connection.
   *
   * @return the issuer's side, in state {@link CredentialState#INVITATION_GENERATED}
   * @throws IllegalArgumentException if the offer names no issuing DID
   */
  public CredentialExchange offerByInvitation(CredentialOffer offer) {
    var made = RestClient.await(calls.offerByInvitation(require(offer)));
    made.myDid().ifPresentOrElse(webhook::open, webhook::open);
    return made;
  }

  /**
   * Takes the offer out of an invitation; the issuer learns nothing of it yet.
   *
   * @return the holder's side, in state {@link CredentialState#OFFER_RECEIVED}
   */
  public CredentialExchange acceptInvitation(Invitation invitation) {
    Objects.requireNonNull(invitation, "the invitation is missing (null)");
    var accepted = RestClient.await(calls.acceptInvitation(invitation.encoded()));
    webhook.open();
    return accepted;
  }

  /** Accepts an offer with the only authentication key that the subject has. */
  public CredentialExchange acceptOffer(String id, String subjectDid) {
    return acceptOffer(id, subjectDid, Optional.empty());
  }

  /**
   * Accepts an offer; the agent sends its request later.
   *
   * @param subjectDid a did:prism of the wallet, whom the credential will be about; best in its
   *     long form unless it is published
   * @param keyId of the subject's key to sign with, such as {@code auth-1}; needed where it has
   *     several for authentication
   * @return the holder's side, in state {@link CredentialState#REQUEST_PENDING}
   */
  public CredentialExchange acceptOffer(String id, String subjectDid, Optional<String> keyId) {
    RecordIds.require(id, "credential record");
    Objects.requireNonNull(subjectDid, "the subject's DID is missing (null)");
    return RestClient.await(calls.accept(id, subjectDid, keyId.orElse(null)));
  }

  /**
   * Issues by hand what a holder asked for.
   *
   * @return the issuer's side, in state {@link CredentialState#CREDENTIAL_PENDING}
   */
  public CredentialExchange issue(String id) {
    RecordIds.require(id, "credential record");
    return RestClient.await(calls.issue(id));
  }

  public CredentialExchange record(String id) {
    return RestClient.await(recordAsync(id));
  }

  /** Like {@link #record}, without waiting; a failure is an {@link AgentException}. */
  public CompletableFuture<CredentialExchange> recordAsync(String id) {
    RecordIds.require(id, "credential record");
    return calls.get(id);
  }

  /** The wallet's record of a thread. */
  public Optional<CredentialExchange> ofThread(String thid) {
    return RestClient.await(ofThreadAsync(thid));
  }

  /** Like {@link #ofThread}, without waiting; a failure is an {@link AgentException}. */
  public CompletableFuture<Optional<CredentialExchange>> ofThreadAsync(String thid) {
    RecordIds.require(thid, "thread");
    return calls
        .list(0, 1, thid)
        .thenApply(page -> page.stream().filter(one -> one.thid().equals(thid)).findFirst());
  }

  /** All records of the wallet, issued and held, usually oldest first. */
  public List<CredentialExchange> records() {
    return records(Integer.MAX_VALUE);
  }

  /** At most {@code most} records of the wallet, also from agents that ignore paging. */
  public List<CredentialExchange> records(int most) {
    var found = new ArrayList<CredentialExchange>();
    Pages.forEach(most, (offset, count) -> calls.list(offset, count, null), found::add);
    return found.stream().limit(most).toList();
  }

  /** Passes on each record of the wallet; a large one is never held as a whole. */
  public void forEach(Consumer<CredentialExchange> consumer) {
    Pages.forEach(Integer.MAX_VALUE, (offset, count) -> calls.list(offset, count, null), consumer);
  }

  /**
   * As {@link Agent#subscribe}, for a credential's record.
   *
   * @param id of the record, or its thread
   */
  public void subscribe(String id, Consumer<CredentialExchange> consumer) {
    webhook.subscribe(CredentialExchange.class, id, consumer);
  }

  /** Ends what {@link #subscribe} began. */
  public void unsubscribe(String id, Consumer<CredentialExchange> consumer) {
    webhook.unsubscribe(CredentialExchange.class, id, consumer);
  }

  /**
   * Revokes what was issued. Nobody is told; the status list shows it from the agent's next update
   * on, at a Cloud Agent after at most 30 s.
   *
   * @param id of the issuer's record
   */
  public void revoke(String id) {
    RecordIds.require(id, "credential record");
    RestClient.await(calls.revoke(id));
  }

  /**
   * One of the agent's status lists.
   *
   * @param id the last part of its address
   * @return the list credential, as JSON
   */
  public String statusList(String id) {
    RecordIds.require(id, "status list");
    try {
      return ResponseMapper.JSON.writeValueAsString(RestClient.await(calls.statusList(id)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CredentialOffer require(CredentialOffer offer) {
    return Objects.requireNonNull(
        offer, "the offer is missing (null): CredentialOffer.of(claims) makes one");
  }
}
