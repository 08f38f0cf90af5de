package duet.embedded;

import static duet.embedded.protocol.IssuanceMessages.CREDENTIAL;
import static duet.embedded.protocol.IssuanceMessages.OFFER;
import static duet.embedded.protocol.IssuanceMessages.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import duet.credential.CredentialJwt;
import duet.didcomm.Message;
import duet.embedded.protocol.RevocationNotification;
import duet.fixture.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that issues to a peer, which may be anybody. */
class IssuerTrustTest {

  private final PrismIdentity wallet = new PrismIdentity();
  private EmbeddedAgent agent;
  private IssuingRest issuer;
  private ConnectedPeer peer;

  @BeforeEach
  void start() {
    agent = EmbeddedAgent.builder().retryPauses(Duration.ZERO).start();
    issuer = new IssuingRest(new Rest(agent.url()));
    peer = new ConnectedPeer(agent, issuer.rest);
  }

  @AfterEach
  void stop() {
    agent.close();
    peer.close();
  }

  @Test
  void a_request_counts_only_from_the_peer_of_the_thread() {
    var id = offered(true);
    var before = issuer.awaitState(id, "OfferSent");
    var offer = peer.awaitMessage(OFFER);
    var thid = offer.thid().orElseThrow();
    var mallory = new Stranger();
    var right = peer.bringing(REQUEST, thid, wallet.request(offer));

    var stolen =
        ConnectedPeer.message(
            mallory, peer.agentDid, REQUEST, thid, right.body(), right.attachments().get(0));
    assertThat(peer.post(mallory.authcrypt(stolen)).error()).isEqualTo(untrusted());
    assertThat(peer.post(mallory.authcrypt(right)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.anoncrypt(REQUEST, thid, peer.agentDid)).status()).isEqualTo(403);
    var another = new ConnectedPeer(agent, issuer.rest);
    try (another) {
      assertThat(another.send(another.bringing(REQUEST, thid, wallet.request(offer))).error())
          .isEqualTo(untrusted());
    }
    assertThat(issuer.record(id)).isEqualTo(before);
  }

  @Test
  void a_wrong_request_is_a_dead_end_with_a_reason_on_both_sides() {
    var stranger = new PrismIdentity();
    var offers = List.of(offered(true), offered(true), offered(true), offered(true), offered(true));
    Rest.await("offers").until(() -> peer.received(OFFER).size() == 5);
    var offer = peer.received(OFFER);
    var wrong =
        List.of(
            wallet.request("other", "default-domain", wallet.authentication),
            wallet.request(challenge(offer.get(1)), "other", wallet.authentication),
            wallet.request(challenge(offer.get(2)), "default-domain", stranger.authentication),
            wallet.request(challenge(offer.get(3)), "default-domain", wallet.issuing),
            wallet.request(offer.get(4)) + "A");
    for (int i = 0; i < wrong.size(); i++) {
      var thid = offer.get(i).thid().orElseThrow();
      var reply = peer.send(peer.bringing(REQUEST, thid, wrong.get(i)));

      assertThat(reply.error())
          .isEqualTo("400 error:CredentialServiceError:CredentialRequestValidationError");
      var record = issuer.ofThread(thid).get(0);
      assertThat(record.path("protocolState").asText()).isEqualTo("ProblemReportPending");
      assertThat(record.at("/metaLastFailure/detail").asText()).isEqualTo(reply.text("detail"));
      assertThat(record.has("credential")).isFalse();
      var right = peer.bringing(REQUEST, thid, wallet.request(offer.get(i)));
      assertThat(peer.send(right).text("detail")).isEqualTo(reply.text("detail"));
    }
    assertThat(offers).allMatch(id -> issuer.state(id).equals("ProblemReportPending"));
    assertThat(peer.received(CREDENTIAL)).isEmpty();
  }

  @Test
  void a_replayed_request_issues_nothing_again() {
    var id = offered(true);
    var offer = peer.awaitMessage(OFFER);
    var envelope =
        peer.self.authcrypt(
            peer.bringing(REQUEST, offer.thid().orElseThrow(), wallet.request(offer)));

    assertThat(peer.post(envelope).status()).isEqualTo(202);
    var issued = issuer.awaitState(id, "CredentialSent");
    assertThat(peer.post(envelope).status()).isEqualTo(202);
    assertThat(issuer.record(id)).isEqualTo(issued);
    var jwt = CredentialJwt.parse(IssuanceTest.jwt(issued));
    assertThat(jwt.subject()).isEqualTo(wallet.did);
    // what might have been queued would go out before what comes now
    offered(true);
    Rest.await("another offer").until(() -> peer.received(OFFER).size() == 2);
    assertThat(peer.received(CREDENTIAL)).hasSize(1);
  }

  @Test
  void the_holder_is_told_what_was_revoked() {
    var id = offered(true);
    var offer = peer.awaitMessage(OFFER);
    peer.send(peer.bringing(REQUEST, offer.thid().orElseThrow(), wallet.request(offer)));
    issuer.awaitState(id, "CredentialSent");

    var path = "/credential-status/revoke-credential/" + id;
    assertThat(issuer.rest.send("PATCH", path, Optional.empty()).status()).isEqualTo(200);

    var told = peer.awaitMessage(RevocationNotification.TYPE);
    assertThat(RevocationNotification.thread(told)).isEqualTo(offer.thid());
    assertThat(told.from()).hasValue(peer.agentDid);
  }

  @Test
  void a_request_that_overtakes_the_answer_to_its_offer_is_answered_at_once() {
    peer.inbox.always(new RequestFirst());

    var id = offered(true);

    assertThat(issuer.awaitState(id, "CredentialSent").path("metaRetries").asInt()).isEqualTo(5);
    assertThat(peer.received(CREDENTIAL)).hasSize(1);
  }

  @Test
  void a_peer_that_was_away_gets_the_credential_when_it_asks_again() {
    var id = offered(true);
    var offer = peer.awaitMessage(OFFER);
    peer.inbox.always(Reply.empty(503));
    var request = wallet.request(offer);
    peer.send(peer.bringing(REQUEST, offer.thid().orElseThrow(), request));
    issuer.awaitRetries(id, 4);
    assertThat(issuer.state(id)).isEqualTo("CredentialGenerated");

    peer.inbox.always(Reply.empty(202));
    var again = peer.bringing(REQUEST, offer.thid().orElseThrow(), request);
    assertThat(peer.send(again).status()).isEqualTo(202);
    issuer.awaitState(id, "CredentialSent");
  }

  /** Requests before it answers that it has the offer, as a fast wallet might. */
  private final class RequestFirst implements Reply {

    private final AtomicBoolean asked = new AtomicBoolean();

    @Override
    public void to(HttpExchange exchange) throws IOException {
      if (!asked.getAndSet(true)) {
        var offer = peer.awaitMessage(OFFER);
        var request = peer.bringing(REQUEST, offer.thid().orElseThrow(), wallet.request(offer));
        assertThat(peer.send(request).status()).isEqualTo(202);
      }
      Reply.empty(202).to(exchange);
    }
  }

  private String offered(boolean automatic) {
    return issuer.offer(peer.connectionId, automatic).text("recordId");
  }

  private static String challenge(Message offer) {
    JsonNode attachment = offer.attachments().get(0);
    return attachment.at("/data/json/options/challenge").asText();
  }

  private static String untrusted() {
    return "403 error:DIDCommControllerError:UntrustedMessage";
  }
}
