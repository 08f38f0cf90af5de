package duet.agent;

import duet.client.api.ProofsApi;
import duet.client.model.AcceptInvitation;
import duet.client.model.CreateProofRequest;
import duet.client.model.Presentation;
import duet.client.model.PresentationAction;
import duet.client.model.PresentationsPage;
import duet.client.model.ProofOptions;
import duet.client.model.ProofType;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** One agent's calls about proofs. */
final class ProofsClient {

  private static final String PRESENTATIONS = "/present-proof/presentations";

  private final RestClient rest;
  private final ProofsApi proofs;

  ProofsClient(RestClient rest) {
    this.rest = rest;
    proofs = new ProofsApi(rest.generated());
  }

  CompletableFuture<ProofExchange> request(String connectionId, ProofRequest request) {
    var body = body(request).connectionId(connectionId);
    return record("request a proof", PRESENTATIONS, () -> proofs.requestProof(body));
  }

  CompletableFuture<ProofExchange> requestByInvitation(ProofRequest request) {
    var body =
        body(request).goalCode(request.goalCode().orElse(null)).goal(request.goal().orElse(null));
    return record(
        "make an invitation with a proof request",
        PRESENTATIONS + "/invitation",
        () -> proofs.requestProofByInvitation(body));
  }

  CompletableFuture<ProofExchange> acceptInvitation(String invitation) {
    var request = new AcceptInvitation().invitation(invitation);
    return record(
        "take the proof request out of the invitation",
        PRESENTATIONS + "/accept-invitation",
        () -> proofs.acceptProofInvitation(request));
  }

  CompletableFuture<ProofExchange> act(String step, String id, PresentationAction action) {
    return record(step, PRESENTATIONS + "/" + id, () -> proofs.updatePresentation(id, action));
  }

  CompletableFuture<ProofExchange> get(String id) {
    return record("show proof " + id, PRESENTATIONS + "/" + id, () -> proofs.getPresentation(id));
  }

  /**
   * @param thid of the only record to list, or null for all
   */
  CompletableFuture<List<ProofExchange>> list(String thid) {
    return rest.call(
        "list its proofs",
        PRESENTATIONS,
        () -> proofs.listPresentations(thid),
        page -> page.page(PresentationsPage::getContents, ResponseMapper::proof));
  }

  private CompletableFuture<ProofExchange> record(
      String step, String path, Callable<CompletableFuture<Presentation>> request) {
    return rest.call(step, path, request, ResponseMapper::proof);
  }

  /** Agents need the options, and a list of issuers with each schema, even if they are empty. */
  private static CreateProofRequest body(ProofRequest request) {
    var types =
        request.schemaIds().stream()
            .map(id -> new ProofType().schemaId(id).trustIssuers(request.trustedIssuers()))
            .toList();
    return new CreateProofRequest()
        .credentialFormat("JWT")
        .proofs(types)
        .options(new ProofOptions().challenge(request.challenge()).domain(request.domain()));
  }
}
