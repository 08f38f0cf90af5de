package duet.agent;

import duet.client.model.PresentationAction;
import duet.didcomm.Invitation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An agent's proofs: those it asks for and those it gives. As all calls of {@link Agent}, each
 * takes at most 15 s and throws {@link AgentException}. {@code duet.presentation.Presentation}
 * makes the calls of both sides and waits.
 */
public final class Proofs {

  private final ProofsClient calls;
  private final WebhookSubscription webhook;

  Proofs(ProofsClient calls, WebhookSubscription webhook) {
    this.calls = calls;
    this.webhook = webhook;
  }

  /**
   * Asks for a proof over a connection; the agent sends the request later.
   *
   * @param connectionId the verifier's, of an established connection
   * @return the verifier's side, in state {@link ProofState#REQUEST_PENDING}
   */
  public ProofExchange request(String connectionId, ProofRequest request) {
    RecordIds.require(connectionId, "connection");
    var made = RestClient.await(calls.request(connectionId, require(request)));
    webhook.open();
    return made;
  }

  /**
   * Puts a request into an invitation, for a prover without a connection.
   *
   * @return the verifier's side, in state {@link ProofState#INVITATION_GENERATED}
   */
  public ProofExchange requestByInvitation(ProofRequest request) {
    var made = RestClient.await(calls.requestByInvitation(require(request)));
    made.myDid().ifPresentOrElse(webhook::open, webhook::open);
    return made;
  }

  /**
   * Takes the request out of an invitation; the verifier learns nothing of it yet.
   *
   * @return the prover's side, in state {@link ProofState#REQUEST_RECEIVED}
   */
  public ProofExchange acceptInvitation(Invitation invitation) {
    Objects.requireNonNull(invitation, "the invitation is missing (null)");
    var accepted = RestClient.await(calls.acceptInvitation(invitation.encoded()));
    webhook.open();
    return accepted;
  }

  /**
   * Accepts a request; the agent sends its presentation later.
   *
   * @param credentialIds the records of what to present, at least one, all of one subject
   * @return the prover's side, in state {@link ProofState#PRESENTATION_PENDING}
   */
  public ProofExchange accept(String id, List<String> credentialIds) {
    if (credentialIds.isEmpty()) {
      throw new IllegalArgumentException("a proof needs a credential (its record's id)");
    }
    var action = new PresentationAction().action("request-accept").proofId(credentialIds);
    return act("accept the request of proof ", id, action);
  }

  /**
   * Rejects a request; nothing is sent.
   *
   * @return the prover's side, in state {@link ProofState#REQUEST_REJECTED}
   */
  public ProofExchange reject(String id) {
    var action = new PresentationAction().action("request-reject");
    return act("reject the request of proof ", id, action);
  }

  /** The verifier's own judgement of what was verified; nothing is sent. */
  public ProofExchange acceptPresentation(String id) {
    var action = new PresentationAction().action("presentation-accept");
    return act("accept the presentation of proof ", id, action);
  }

  /** The verifier's own judgement of what was verified; nothing is sent. */
  public ProofExchange rejectPresentation(String id) {
    var action = new PresentationAction().action("presentation-reject");
    return act("reject the presentation of proof ", id, action);
  }

  public ProofExchange record(String id) {
    return RestClient.await(recordAsync(id));
  }

  /** Like {@link #record}, without waiting; a failure is an {@link AgentException}. */
  public CompletableFuture<ProofExchange> recordAsync(String id) {
    RecordIds.require(id, "proof");
    return calls.get(id);
  }

  /** The wallet's record of a thread. */
  public Optional<ProofExchange> ofThread(String thid) {
    return RestClient.await(ofThreadAsync(thid));
  }

  /** Like {@link #ofThread}, without waiting; a failure is an {@link AgentException}. */
  public CompletableFuture<Optional<ProofExchange>> ofThreadAsync(String thid) {
    RecordIds.require(thid, "thread");
    return calls
        .list(thid)
        .thenApply(all -> all.stream().filter(one -> one.thid().equals(thid)).findFirst());
  }

  /** All records of the wallet, asked for and given; agents send them all at once. */
  public List<ProofExchange> records() {
    return RestClient.await(calls.list(null));
  }

  /**
   * As {@link Agent#subscribe}, for a proof's record.
   *
   * @param id of the record, or its thread
   */
  public void subscribe(String id, Consumer<ProofExchange> consumer) {
    webhook.subscribe(ProofExchange.class, id, consumer);
  }

  /** Ends what {@link #subscribe} began. */
  public void unsubscribe(String id, Consumer<ProofExchange> consumer) {
    webhook.unsubscribe(ProofExchange.class, id, consumer);
  }

  private ProofExchange act(String step, String id, PresentationAction action) {
    RecordIds.require(id, "proof");
    return RestClient.await(calls.act(step + id, id, action));
  }

  private static ProofRequest require(ProofRequest request) {
    return Objects.requireNonNull(
        request, "the request is missing (null): ProofRequest.create() makes one");
  }
}
