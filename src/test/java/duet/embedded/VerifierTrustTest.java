package duet.embedded;

import static duet.embedded.PresentingRest.failure;
import static duet.embedded.protocol.PresentationMessages.PRESENTATION;
import static duet.embedded.protocol.PresentationMessages.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.fixture.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that asks a peer for a presentation, which may be anybody. */
class VerifierTrustTest {

  private final PrismIdentity issuer = new PrismIdentity();
  private final PrismIdentity wallet = new PrismIdentity();
  private EmbeddedAgent agent;
  private PresentingRest verifier;
  private ConnectedPeer peer;
  private String id;
  private Message request;

  @BeforeEach
  void start() {
    agent = EmbeddedAgent.builder().retryPauses(Duration.ZERO).start();
    verifier = new PresentingRest(new Rest(agent.url()));
    peer = new ConnectedPeer(agent, verifier.rest());
    id = verifier.request(peer.connectionId).text("presentationId");
    request = peer.awaitMessage(REQUEST);
    verifier.awaitStatus(id, "RequestSent");
  }

  @AfterEach
  void stop() {
    agent.close();
    peer.close();
  }

  @Test
  void a_presentation_counts_only_from_the_peer_of_the_thread() {
    var before = verifier.record(id);
    var thid = request.thid().orElseThrow();
    var right = presenting(wallet.presentation(request, issuer.credential(wallet.did)));
    var mallory = new Stranger();
    var stolen =
        ConnectedPeer.message(
            mallory, peer.agentDid, PRESENTATION, thid, right.body(), right.attachments().get(0));

    assertThat(peer.post(mallory.authcrypt(stolen)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.authcrypt(right)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.anoncrypt(PRESENTATION, thid, peer.agentDid)).status())
        .isEqualTo(403);
    assertThat(verifier.record(id)).isEqualTo(before);
    assertThat(peer.send(right).status()).isEqualTo(202);
    verifier.awaitStatus(id, "PresentationVerified");
  }

  @Test
  void a_stolen_credential_fails_and_the_peer_is_told_why() {
    peer.send(presenting(wallet.presentation(request, issuer.credential(new PrismIdentity().did))));

    assertThat(failure(failed())).startsWith("credential 1 is about did:prism:");
    var report = ProblemReport.of(peer.awaitMessage(ProblemReport.TYPE)).orElseThrow();
    assertThat(report.code()).isEqualTo("e.p.presentation-verification-failed");
    assertThat(report.comment()).isEqualTo(failure(verifier.record(id)));
    assertThat(report.pthid()).isEqualTo(request.thid().orElseThrow());
  }

  @Test
  void a_stolen_credential_is_taken_where_nobody_looks_at_its_holder() {
    try (var lenient = EmbeddedAgent.builder().verifyHolderBinding(false).start();
        var other = new ConnectedPeer(lenient, new Rest(lenient.url()))) {
      var asking = new PresentingRest(new Rest(lenient.url()));
      var mine = asking.request(other.connectionId).text("presentationId");
      var asked = other.awaitMessage(REQUEST);
      var jwt = wallet.presentation(asked, issuer.credential(new PrismIdentity().did));
      other.send(other.bringing(PRESENTATION, asked.thid().orElseThrow(), jwt));
      asking.awaitStatus(mine, "PresentationVerified");
    }
  }

  @Test
  void a_presentation_for_another_request_fails() {
    peer.send(
        presenting(
            wallet.presentation("another", PresentingRest.DOMAIN, issuer.credential(wallet.did))));

    assertThat(failure(failed())).startsWith("the nonce is \"another\"");
  }

  @Test
  void a_presentation_of_nothing_fails() {
    peer.send(presenting(wallet.presentation(request)));

    assertThat(failure(failed())).startsWith("the presentation has no credentials");
  }

  @Test
  void a_presentation_that_somebody_else_signed_fails() {
    var jwt = wallet.presentation(request, issuer.credential(wallet.did));
    peer.send(presenting(jwt.substring(0, jwt.length() - 6) + "AAAAAA"));

    failed();
  }

  @Test
  void text_that_is_no_jwt_fails_and_what_is_no_text_is_refused() {
    var thid = request.thid().orElseThrow();
    var empty = Rest.JSON.createObjectNode().put("id", "a").put("format", "prism/jwt");
    var reply = peer.send(peer.message(PRESENTATION, thid, Rest.JSON.createObjectNode(), empty));
    assertThat(reply.error()).isEqualTo("400 error:Presentation:PresentationDecodingError");
    assertThat(verifier.record(id).path("status").asText()).isEqualTo("RequestSent");
    assertThat(failure(verifier.record(id))).isEqualTo(reply.text("detail"));

    assertThat(peer.send(presenting("no jwt")).status()).isEqualTo(202);
    failed();
  }

  @Test
  void a_second_presentation_does_not_change_the_verdict() {
    peer.send(presenting(wallet.presentation(request)));
    var before = failed();
    var right = presenting(wallet.presentation(request, issuer.credential(wallet.did)));

    var reply = peer.send(right);

    assertThat(reply.error()).isEqualTo("400 error:Presentation:InvalidFlowStateError");
    assertThat(verifier.record(id)).isEqualTo(before);
  }

  @Test
  void a_repeated_presentation_is_taken_without_effect() {
    var jwt = wallet.presentation(request, issuer.credential(wallet.did));
    var envelope = peer.self.authcrypt(presenting(jwt));
    assertThat(peer.post(envelope).status()).isEqualTo(202);
    var verified = verifier.awaitStatus(id, "PresentationVerified");

    assertThat(peer.post(envelope).status()).isEqualTo(202);
    assertThat(peer.send(presenting(jwt)).status()).isEqualTo(202);
    assertThat(verifier.record(id)).isEqualTo(verified);
  }

  @Test
  void a_peer_that_refuses_its_report_changes_no_verdict() {
    peer.inbox.always(Reply.problem(422, "error:UnsupportedPIURI", "no"));
    peer.send(presenting(wallet.presentation(request)));

    var verdict = failed();

    Rest.await("the report").until(() -> !peer.received(ProblemReport.TYPE).isEmpty());
    assertThat(verifier.record(id)).isEqualTo(verdict);
  }

  private JsonNode failed() {
    return verifier.awaitStatus(id, "PresentationVerificationFailed");
  }

  private Message presenting(String jwt) {
    return peer.bringing(PRESENTATION, request.thid().orElseThrow(), jwt);
  }
}
