package duet.embedded;

import static duet.embedded.PresentingRest.failure;
import static duet.embedded.protocol.PresentationMessages.PRESENTATION;
import static duet.embedded.protocol.PresentationMessages.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.PresentationJwt;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.embedded.protocol.PresentationRequest;
import duet.embedded.protocol.PresentationRequest.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that is asked for presentations by a peer, which may be anybody. */
class ProverTrustTest {

  private static final PresentationRequest ASKED =
      PresentationRequest.create(
          List.of(new Asked("https://x/schema", List.of())), "c", "d", "a", "b");

  private final String thid = UUID.randomUUID().toString();
  private EmbeddedAgent agent;
  private PresentingRest prover;
  private ConnectedPeer peer;

  @BeforeEach
  void start() {
    agent = EmbeddedAgent.builder().retryPauses(Duration.ZERO).start();
    prover = new PresentingRest(new Rest(agent.url()));
    peer = new ConnectedPeer(agent, prover.rest());
  }

  @AfterEach
  void stop() {
    agent.close();
    peer.close();
  }

  @Test
  void a_request_counts_only_from_the_peer_of_the_connection() {
    var right = asking(ASKED.attachment());
    var mallory = new Stranger();
    var hers =
        ConnectedPeer.message(
            mallory, peer.agentDid, REQUEST, thid, ASKED.body(), ASKED.attachment());

    assertThat(peer.post(mallory.authcrypt(hers)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.authcrypt(right)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.anoncrypt(REQUEST, thid, peer.agentDid)).status()).isEqualTo(403);
    assertThat(prover.ofThread(thid)).isEmpty();
    assertThat(peer.send(right).status()).isEqualTo(202);
    assertThat(prover.ofThread(thid)).hasSize(1);
  }

  @Test
  void a_request_that_is_repeated_makes_no_second_record_and_another_is_refused() {
    var right = asking(ASKED.attachment());
    peer.send(right);

    assertThat(peer.send(right).status()).isEqualTo(202);
    assertThat(peer.send(asking(ASKED.attachment().put("id", "other"))).error())
        .isEqualTo("400 error:Presentation:InvalidFlowStateError");
    assertThat(prover.ofThread(thid)).hasSize(1);
  }

  @Test
  void a_request_that_cannot_be_read_is_refused() {
    var reply = peer.send(asking(ASKED.attachment().put("format", "anoncreds")));

    assertThat(reply.error()).isEqualTo("400 error:Presentation:PresentationDecodingError");
    assertThat(prover.ofThread(thid)).isEmpty();
  }

  @Test
  void a_presentation_without_a_request_is_not_found() {
    var reply = peer.send(peer.bringing(PRESENTATION, thid, "jwt"));

    assertThat(reply.error()).isEqualTo("404 error:Presentation:ThreadIdNotFound");
  }

  @Test
  void what_is_presented_answers_the_request_and_a_report_of_the_peers_is_kept() {
    var wallet = new IssuingRest(prover.rest());
    var held = received(wallet);
    peer.send(asking(ASKED.attachment()));
    var id = prover.awaitRequest(thid);
    assertThat(prover.present(id, held).status()).isEqualTo(200);

    var presented = peer.awaitMessage(PRESENTATION);
    assertThat(presented.thid()).contains(thid);
    assertThat(presented.body().path("goal_code").asText()).isEqualTo("Request Proof Presentation");
    var jwt = PresentationJwt.parse(prover.record(id).path("data").get(0).asText());
    assertThat(jwt.audience()).containsExactly("d");
    assertThat(jwt.nonce()).contains("c");
    assertThat(jwt.issuer()).isEqualTo(wallet.did);

    prover.awaitStatus(id, "PresentationSent");
    var report = new ProblemReport("e.p.presentation-verification-failed", "why", List.of(), thid);
    var mallory = new Stranger();
    var hers = report.toMessage("1", mallory.did(), Optional.of(peer.agentDid));
    assertThat(peer.post(mallory.authcrypt(hers)).status()).isEqualTo(403);
    assertThat(prover.record(id).has("metaLastFailure")).isFalse();
    assertThat(
            peer.send(report.toMessage("2", peer.self.did(), Optional.of(peer.agentDid))).status())
        .isEqualTo(202);
    assertThat(failure(prover.record(id)))
        .isEqualTo("The peer reports a problem: e.p.presentation-verification-failed: why");
    assertThat(prover.record(id).path("status").asText()).isEqualTo("PresentationSent");
  }

  /** The id of the record of a credential that another agent issued. */
  private static String received(IssuingRest wallet) {
    try (var other = EmbeddedAgent.builder().start()) {
      var issuer = new IssuingRest(new Rest(other.url()));
      var offer = wallet.acceptInvitation(issuer.offerByInvitation(issuer.wanted(true)));
      wallet.acceptOffer(offer.text("recordId"));
      wallet.awaitState(offer.text("recordId"), "CredentialReceived");
      return offer.text("recordId");
    }
  }

  private Message asking(JsonNode attachment) {
    return peer.message(REQUEST, thid, ASKED.body(), attachment);
  }
}
