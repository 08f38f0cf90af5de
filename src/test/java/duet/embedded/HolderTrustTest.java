package duet.embedded;

import static duet.embedded.protocol.IssuanceMessages.CREDENTIAL;
import static duet.embedded.protocol.IssuanceMessages.OFFER;
import static duet.embedded.protocol.IssuanceMessages.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import duet.didcomm.Message;
import duet.embedded.protocol.IssuanceOffer;
import duet.embedded.protocol.RevocationNotification;
import duet.fixture.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent that holds what a peer issues, which may be anybody. */
class HolderTrustTest {

  private final PrismIdentity university = new PrismIdentity();
  private final String thid = UUID.randomUUID().toString();
  private EmbeddedAgent agent;
  private IssuingRest holder;
  private ConnectedPeer peer;

  @BeforeEach
  void start() {
    agent = EmbeddedAgent.builder().retryPauses(Duration.ZERO, Duration.ZERO).start();
    holder = new IssuingRest(new Rest(agent.url()));
    peer = new ConnectedPeer(agent, holder.rest);
  }

  @AfterEach
  void stop() {
    agent.close();
    peer.close();
  }

  @Test
  void an_offer_counts_only_from_the_peer_of_a_connection() {
    var mallory = new Stranger();
    var offer = offer();

    var others =
        ConnectedPeer.message(
            mallory, peer.agentDid, OFFER, thid, offer.body(), offer.attachments().get(0));
    assertThat(peer.post(mallory.authcrypt(others)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.authcrypt(offer)).status()).isEqualTo(403);
    assertThat(peer.post(mallory.anoncrypt(OFFER, thid, peer.agentDid)).status()).isEqualTo(403);
    var toAnInvitation = holder.rest.invite("nobody yet").json().at("/invitation/from").asText();
    var unconnected =
        ConnectedPeer.message(
            mallory, toAnInvitation, OFFER, thid, offer.body(), offer.attachments().get(0));
    assertThat(peer.post(mallory.authcrypt(unconnected)).error())
        .isEqualTo("404 error:CredentialServiceError:RecordNotFoundForThreadIdAndStates");
    assertThat(holder.ofThread(thid)).isEmpty();
  }

  @Test
  void an_offer_is_recorded_once_however_often_it_comes() {
    assertThat(peer.send(offer()).status()).isEqualTo(202);
    var before = holder.record(holder.awaitOffer(thid));
    assertThat(peer.send(again(offer())).status()).isEqualTo(202);
    assertThat(peer.send(offer("another")).status()).isEqualTo(404);
    assertThat(holder.ofThread(thid)).containsExactly(before);
  }

  @Test
  void a_peer_may_leave_a_hundred_offers_unanswered() {
    var offer = offer();
    var statuses =
        IntStream.range(0, 101)
            .mapToObj(
                i -> {
                  var thread = UUID.randomUUID().toString();
                  var attachment = offer.attachments().get(0);
                  return peer.send(peer.message(OFFER, thread, offer.body(), attachment)).status();
                })
            .toList();

    assertThat(statuses.subList(0, 100)).containsOnly(202);
    assertThat(statuses.get(100)).isEqualTo(429);
    assertThat(peer.send(offer).status()).isEqualTo(429);
  }

  @Test
  void an_offer_that_cannot_be_read_is_refused_with_the_reason() {
    var withoutOptions = offer().attachments().get(0);
    ((ObjectNode) withoutOptions.at("/data/json")).remove("options");
    var anoncreds = offer().attachments().get(0);
    ((ObjectNode) anoncreds).put("format", "anoncreds/credential-offer@v1.0");
    var body = offer().body().put("goal_code", 7);
    var unanswerable = peer.message(OFFER, thid, body, offer().attachments().get(0));
    assertThat(peer.send(unanswerable).text("detail")).contains("offer.body.goal_code");
    for (var attachment : List.of(withoutOptions, anoncreds)) {
      var reply = peer.send(peer.message(OFFER, thid, offer().body(), attachment));
      assertThat(reply.error())
          .isEqualTo("400 error:CredentialServiceError:InvalidCredentialOffer");
      assertThat(reply.text("detail")).contains("offer.attachment");
    }
    assertThat(holder.ofThread(thid)).isEmpty();
  }

  @Test
  void a_credential_that_was_not_asked_for_is_refused() {
    var credential = peer.bringing(CREDENTIAL, thid, university.credential(holder.did));
    assertThat(peer.send(credential).status()).isEqualTo(404);
    peer.send(offer());
    var id = holder.awaitOffer(thid);
    assertThat(peer.send(credential).status()).isEqualTo(404);
    assertThat(holder.state(id)).isEqualTo("OfferReceived");
  }

  @Test
  void a_wrong_credential_leaves_the_record_open_with_the_reason() {
    var id = requested();
    var mallory = new Stranger();
    var right = peer.bringing(CREDENTIAL, thid, university.credential(holder.did));
    var stolen =
        ConnectedPeer.message(
            mallory, peer.agentDid, CREDENTIAL, thid, right.body(), right.attachments().get(0));
    assertThat(peer.post(mallory.authcrypt(stolen)).status()).isEqualTo(403);
    assertThat(holder.record(id).has("metaLastFailure")).isFalse();

    var aboutOthers = university.credential(university.did);
    var damaged = university.credential(holder.did) + "A";
    for (String jwt : List.of(aboutOthers, damaged, "nonsense")) {
      var reply = peer.send(peer.bringing(CREDENTIAL, thid, jwt));
      assertThat(reply.error())
          .isEqualTo("400 error:CredentialServiceError:CredentialValidationError");
      var record = holder.record(id);
      assertThat(record.at("/metaLastFailure/detail").asText()).isEqualTo(reply.text("detail"));
      assertThat(record.path("protocolState").asText()).isEqualTo("RequestSent");
      assertThat(record.has("credential")).isFalse();
    }
    assertThat(peer.send(right).status()).isEqualTo(202);
    var held = holder.awaitState(id, "CredentialReceived");
    assertThat(held.has("metaLastFailure")).isFalse();
    assertThat(peer.send(again(right)).status()).isEqualTo(202);
    assertThat(peer.send(peer.bringing(CREDENTIAL, thid, aboutOthers)).status()).isEqualTo(404);
    assertThat(holder.record(id)).isEqualTo(held);
  }

  @Test
  void only_the_issuer_of_a_credential_tells_that_it_was_revoked() {
    var id = requested();
    peer.send(peer.bringing(CREDENTIAL, thid, university.credential(holder.did)));
    var held = holder.awaitState(id, "CredentialReceived");

    assertThat(peer.send(revoked(peer, thid)).status()).isEqualTo(202);
    assertThat(peer.send(revoked(peer, UUID.randomUUID().toString())).status()).isEqualTo(404);
    try (var another = new ConnectedPeer(agent, holder.rest)) {
      assertThat(another.send(revoked(another, thid)).status()).isEqualTo(403);
    }
    assertThat(holder.record(id)).isEqualTo(held);
  }

  private Message revoked(ConnectedPeer from, String thread) {
    var body = Rest.JSON.createObjectNode().put("issueCredentialProtocolThreadId", thread);
    var attachment = offer().attachments().get(0);
    return from.message(RevocationNotification.TYPE, thread, body, attachment);
  }

  @Test
  void a_credential_that_comes_before_the_answer_to_its_request_is_kept() {
    peer.inbox.always(new CredentialFirst());
    peer.send(offer());
    var id = holder.awaitOffer(thid);

    holder.acceptOffer(id);

    var held = holder.awaitState(id, "CredentialReceived");
    // the answer to the request comes late, and is even a failure
    holder.rest.awaitState(holder.rest.accept(holder.rest.invite("x")).text("connectionId"), "");
    assertThat(holder.record(id)).isEqualTo(held);
  }

  /** Issues before it answers that it has the request, and then fails. */
  private final class CredentialFirst implements Reply {
    @Override
    public void to(HttpExchange exchange) throws IOException {
      if (!peer.received(REQUEST).isEmpty()) {
        var credential = peer.bringing(CREDENTIAL, thid, university.credential(holder.did));
        assertThat(peer.send(credential).status()).isEqualTo(202);
      }
      Reply.empty(500).to(exchange);
    }
  }

  private String requested() {
    peer.send(offer());
    var id = holder.awaitOffer(thid);
    holder.acceptOffer(id);
    holder.awaitState(id, "RequestSent");
    return id;
  }

  private Message offer() {
    return offer("challenge");
  }

  private Message offer(String challenge) {
    var claims = Rest.JSON.createObjectNode().put("name", "Alice");
    var offer = IssuanceOffer.create(claims, "https://x/schema", challenge, "domain", "a", "b");
    return peer.message(OFFER, thid, offer.body(), offer.attachment());
  }

  /** The same with another id, as an agent that sends it once more. */
  private Message again(Message message) {
    return peer.message(message.type(), thid, message.body(), message.attachments().get(0));
  }
}
