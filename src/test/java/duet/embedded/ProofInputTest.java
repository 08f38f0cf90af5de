package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.PresentationJwt;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.embedded.protocol.PresentationMessages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that verifies what a peer presents, which may be anybody. */
class ProofInputTest {

  private final PrismIdentity alice = new PrismIdentity();
  private EmbeddedAgent agent;
  private PresentingRest verifier;
  private ConnectedPeer peer;
  private Rest.Reply requested;

  @BeforeEach
  void request() {
    agent = EmbeddedAgent.builder().retryPauses(Duration.ZERO, Duration.ZERO).start();
    verifier = new PresentingRest(new Rest(agent.url()));
    peer = new ConnectedPeer(agent, verifier.rest());
    requested = verifier.request(peer.connectionId);
    peer.awaitMessage(PresentationMessages.REQUEST);
  }

  @AfterEach
  void stop() {
    agent.close();
    peer.close();
  }

  @Test
  void nothing_that_comes_after_a_verdict_covers_its_reason() {
    assertThat(peer.send(presentation("another challenge")).status()).isEqualTo(202);
    var id = requested.text("presentationId");
    verifier.awaitStatus(id, "PresentationVerificationFailed");
    peer.awaitMessage(ProblemReport.TYPE);
    var failed = verifier.record(id);
    assertThat(PresentingRest.failure(failed)).contains("the nonce is \"another challenge\"");

    assertThat(peer.send(report("all is well")).status()).isEqualTo(400);
    assertThat(peer.send(presentation(PresentingRest.CHALLENGE)).status()).isEqualTo(400);

    assertThat(verifier.record(id)).isEqualTo(failed);
  }

  @Test
  void a_report_of_a_peer_that_cannot_present_is_kept() {
    assertThat(peer.send(report("no such credential")).status()).isEqualTo(202);

    var record = verifier.record(requested.text("presentationId"));
    assertThat(record.path("status").asText()).isEqualTo("RequestSent");
    assertThat(PresentingRest.failure(record)).contains("no such credential");
  }

  @Test
  void a_request_that_could_not_be_answered_is_refused() {
    var asked = peer.received(PresentationMessages.REQUEST).get(0);
    var body = asked.body().put("comment", 7);
    var reply =
        peer.send(
            peer.message(
                PresentationMessages.REQUEST,
                UUID.randomUUID().toString(),
                body,
                asked.attachments().get(0)));

    assertThat(reply.error()).isEqualTo("400 error:Presentation:PresentationDecodingError");
    assertThat(reply.text("detail")).contains("request.body.comment");
  }

  private Message presentation(String challenge) {
    var content =
        new PresentationJwt.Content(
            alice.did,
            PresentingRest.DOMAIN,
            Optional.of(challenge),
            List.of(alice.credential(alice.did)));
    return peer.bringing(
        PresentationMessages.PRESENTATION,
        requested.text("thid"),
        PresentationJwt.sign(content, alice.authentication, Optional.empty()));
  }

  private Message report(String comment) {
    return new Message(
        UUID.randomUUID().toString(),
        ProblemReport.TYPE,
        Optional.of(peer.self.did()),
        List.of(peer.agentDid),
        Optional.empty(),
        Optional.of(requested.text("thid")),
        Optional.empty(),
        Optional.empty(),
        Rest.JSON.createObjectNode().put("code", "e.p.x").put("comment", comment),
        List.of());
  }
}
