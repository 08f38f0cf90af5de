package duet.embedded;

import static duet.embedded.PresentingRest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two agents: one issues and verifies, the other holds and presents. */
class PresentationTest {

  private final StubServer hook = new StubServer(Reply.empty(200));
  private final MovableClock clock = new MovableClock();
  private EmbeddedAgent alice;
  private EmbeddedAgent bob;
  private IssuingRest issuer;
  private IssuingRest holder;
  private PresentingRest verifier;
  private PresentingRest prover;

  @BeforeEach
  void start() {
    alice = EmbeddedAgent.builder().clock(clock).webhook(hook.uri("/a"), Map.of()).start();
    bob = EmbeddedAgent.builder().clock(clock).webhook(hook.uri("/b"), Map.of()).start();
    issuer = new IssuingRest(new Rest(alice.url()));
    holder = new IssuingRest(new Rest(bob.url()));
    verifier = new PresentingRest(issuer.rest);
    prover = new PresentingRest(holder.rest);
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    hook.close();
  }

  @Test
  void a_credential_is_presented_over_a_connection_and_accepted_by_hand() {
    var credential = issued(issuer.wanted(true));
    var requested = verifier.request(IssuingRest.connect(verifier.rest(), prover.rest()));
    assertThat(requested.status()).isEqualTo(201);
    var id = prover.awaitRequest(requested.text("thid"));
    verifier.awaitStatus(requested.text("presentationId"), "RequestSent");
    assertThat(prover.record(id).path("requestData"))
        .isEqualTo(requested.json().path("requestData"));
    assertThat(prover.present(id, credential).text("status")).isEqualTo("PresentationPending");

    var verified = verifier.awaitStatus(requested.text("presentationId"), "PresentationVerified");
    var sent = prover.awaitStatus(id, "PresentationSent");
    assertThat(verified.path("data")).isEqualTo(sent.path("data"));
    var jwt = PresentationJwt.parse(verified.path("data").get(0).asText());
    assertThat(jwt.credentials()).containsExactly(IssuanceTest.jwt(holder.record(credential)));
    jwt.verify(PrismDid.parse(holder.did));
    var accepted = verifier.act(requested.text("presentationId"), "presentation-accept");
    assertThat(accepted.text("status")).isEqualTo("PresentationAccepted");

    assertThat(events("/a", "PresentationAccepted"))
        .containsExactly(
            "RequestPending",
            "RequestSent",
            "PresentationReceived",
            "PresentationVerified",
            "PresentationAccepted");
    assertThat(events("/b", "PresentationSent"))
        .containsExactly(
            "RequestReceived", "PresentationPending", "PresentationGenerated", "PresentationSent");
  }

  @Test
  void a_credential_is_presented_by_invitation_without_connection() {
    var credential = issued(issuer.wanted(true));
    var wanted = PresentingRest.wanted().put("goalCode", "present-vp").put("goal", "show it");
    var invited = verifier.requestByInvitation(wanted);
    assertThat(invited.text("status")).isEqualTo("InvitationGenerated");
    assertThat(invited.text("goal")).isEqualTo("show it");

    var request = prover.acceptInvitation(invited);
    assertThat(request.text("status")).isEqualTo("RequestReceived");
    prover.present(request.text("presentationId"), credential);

    verifier.awaitStatus(invited.text("presentationId"), "PresentationVerified");
    prover.awaitStatus(request.text("presentationId"), "PresentationSent");
    assertThat(prover.acceptInvitation(invited).error())
        .isEqualTo("400 error:Presentation:InvitationAlreadyReceived");
    var rejected = verifier.act(invited.text("presentationId"), "presentation-reject");
    assertThat(rejected.text("status")).isEqualTo("PresentationRejected");
  }

  @Test
  void a_request_can_be_declined_which_its_verifier_does_not_learn() {
    var requested = verifier.request(IssuingRest.connect(verifier.rest(), prover.rest()));
    var id = prover.awaitRequest(requested.text("thid"));

    assertThat(prover.act(id, "request-reject").text("status")).isEqualTo("RequestRejected");

    verifier.awaitStatus(requested.text("presentationId"), "RequestSent");
    assertThat(prover.present(id, "x").error())
        .isEqualTo("400 error:Presentation:InvalidFlowStateError");
  }

  @Test
  void a_revoked_credential_fails_at_once_and_both_sides_say_why() {
    var offered = issuer.offerByInvitation(issuer.wanted(true));
    var credential = accepted(offered);
    var path = "/credential-status/revoke-credential/" + offered.text("recordId");
    assertThat(issuer.rest.send("PATCH", path, Optional.empty()).status()).isEqualTo(200);

    var verdict = presented(PresentingRest.wanted(), credential);

    assertThat(verdict.verifier().path("status").asText())
        .isEqualTo("PresentationVerificationFailed");
    assertThat(failure(verdict.verifier())).startsWith("credential 1 is revoked: index 1 of ");
    var told = prover.awaitFailure(verdict.prover());
    assertThat(told.path("status").asText()).isEqualTo("PresentationSent");
    assertThat(failure(told))
        .startsWith(
            "The peer reports a problem: e.p.presentation-verification-failed: credential 1 is"
                + " revoked");
  }

  @Test
  void an_expired_credential_fails_unless_dates_are_ignored() {
    var wanted = issuer.wanted(true);
    ((ObjectNode) wanted.path("jwtVcPropertiesV1")).put("validityPeriod", 3600);
    var credential = issued(wanted);
    clock.advance(Duration.ofHours(2));

    assertThat(failure(presented(PresentingRest.wanted(), credential).verifier()))
        .startsWith("credential 1 expired at ");
    try (var lenient = EmbeddedAgent.builder().clock(clock).verifyCredentialDates(false).start()) {
      verifier = new PresentingRest(new Rest(lenient.url()));
      assertThat(presented(PresentingRest.wanted(), credential).verifier().path("status").asText())
          .isEqualTo("PresentationVerified");
    }
  }

  @Test
  void what_was_asked_for_is_required() {
    var credential = issued(issuer.wanted(true));
    var wanted = PresentingRest.wanted();
    var proof = wanted.withArray("proofs").addObject().put("schemaId", "https://x/other");
    proof.putArray("trustIssuers");
    assertThat(failure(presented(wanted, credential).verifier()))
        .startsWith("credential 1 has the schema ");

    proof.put("schemaId", IssuingRest.ANY_CLAIMS);
    proof.putArray("trustIssuers").add("did:prism:" + "0".repeat(64));
    assertThat(failure(presented(wanted, credential).verifier()))
        .startsWith("credential 1 is by " + PrismDid.canonical(issuer.did));

    proof.putArray("trustIssuers").add(PrismDid.canonical(issuer.did));
    assertThat(presented(wanted, credential).verifier().path("status").asText())
        .isEqualTo("PresentationVerified");
  }

  @Test
  void credentials_about_different_subjects_are_not_presented_together() {
    var one = issued(issuer.wanted(true));
    holder = new IssuingRest(holder.rest);
    var other = issued(issuer.wanted(true));
    var id =
        prover
            .acceptInvitation(verifier.requestByInvitation(PresentingRest.wanted()))
            .text("presentationId");

    var refused = prover.present(id, one, other);

    assertThat(refused.error()).isEqualTo("400 error:Presentation:HolderBindingError");
    assertThat(refused.text("detail")).contains("different subject DID is not supported");
    assertThat(prover.present(id).text("detail")).endsWith("proofId is empty");
    assertThat(prover.present(id, one, one).status()).isEqualTo(200);
  }

  private record Verdict(JsonNode verifier, String prover) {}

  /** What became of a presentation by invitation. */
  private Verdict presented(ObjectNode wanted, String credential) {
    var invited = verifier.requestByInvitation(wanted);
    var id = prover.acceptInvitation(invited).text("presentationId");
    assertThat(prover.present(id, credential).status()).isEqualTo(200);
    var mine = invited.text("presentationId");
    Rest.await("a verdict")
        .until(() -> verifier.record(mine).path("status").asText().matches(".*Veri.*"));
    return new Verdict(verifier.record(mine), id);
  }

  /** The id of the holder's record of a new credential. */
  private String issued(ObjectNode wanted) {
    return accepted(issuer.offerByInvitation(wanted));
  }

  private String accepted(Rest.Reply offered) {
    assertThat(offered.status()).as(offered.json().toString()).isEqualTo(201);
    var accepted = holder.acceptInvitation(offered);
    assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(200);
    var id = accepted.text("recordId");
    holder.acceptOffer(id);
    holder.awaitState(id, "CredentialReceived");
    return id;
  }

  private List<String> events(String path, String last) {
    Rest.await("the last event").until(() -> states(path).contains(last));
    return states(path);
  }

  private List<String> states(String path) {
    return hook.received().stream()
        .filter(request -> request.target().equals(path))
        .map(request -> Rest.json(request.body()))
        .filter(event -> event.path("type").asText().equals("PresentationUpdated"))
        .map(event -> event.at("/data/status").asText())
        .toList();
  }
}
