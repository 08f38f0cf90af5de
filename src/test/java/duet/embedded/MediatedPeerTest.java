package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import duet.didcomm.ProblemReport;
import duet.didcomm.PublicKeys;
import duet.didcomm.SignedMessage;
import duet.didcomm.Unpacked;
import duet.embedded.protocol.ConnectionProtocol;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An inviter whose peer sits behind a mediator. */
class MediatedPeerTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final StubServer server = new StubServer(Reply.empty(202));
  private final KeyPair agreement = KeyPair.generate(Curve.X25519, RANDOM);
  private final KeyPair authentication = KeyPair.generate(Curve.ED25519, RANDOM);
  private final PeerDid mediator = PeerDid.create(agreement, authentication, server.uri("/"));
  private final Stranger wallet = new Stranger(URI.create(mediator.did()));
  private final EmbeddedAgent agent =
      EmbeddedAgent.builder().retryPauses(Duration.ZERO, Duration.ofMillis(20)).start();
  private final Rest rest = new Rest(agent.url());

  @AfterEach
  void stop() {
    agent.close();
    server.close();
  }

  @Test
  void the_response_is_forwarded_and_opened_by_the_wallet_alone() {
    var record = connect("ConnectionResponseSent");

    var posted = server.received().get(0);
    assertThat(posted.headers().getFirst("Content-Type")).isEqualTo(Envelope.MEDIA_TYPE);
    var layer = open(posted.body());
    assertThat(layer.authenticated()).isFalse();
    var forward = Forward.of(layer.message());
    assertThat(forward.next()).isEqualTo(wallet.did());
    var inner = wallet.open(forward.envelope());
    assertThat(inner.authenticated()).isTrue();
    Message response = inner.message();
    assertThat(response.type()).isEqualTo(ConnectionProtocol.RESPONSE);
    assertThat(response.thid()).contains(record.path("thid").asText());
    assertThat(response.from()).contains(record.path("myDid").asText());
  }

  @Test
  void a_signed_problem_report_is_no_delivery() {
    var report = report("e.p.req.not_enroll", "The DID '{1}' is not enroled." + "!".repeat(500));
    server.always(signed(report, mediator.did()));

    assertThat(failure())
        .startsWith(
            "The mediator answered with a problem report: e.p.req.not_enroll: The DID 'did:peer:2.Ez6LS")
        .hasSizeLessThanOrEqualTo(200);
    var envelopes = new HashSet<String>();
    server.received().forEach(request -> envelopes.add(request.body()));
    assertThat(envelopes).hasSize(2);
  }

  @Test
  void a_problem_report_counts_whoever_wrote_it() {
    var report = report("e.p.msg", "no");
    server.always(signed(report, new Stranger().did()));
    assertThat(failure())
        .startsWith(
            "The mediator's answer can't be trusted: the signed message is not from the DID");

    var message = report.toMessage("1", mediator.did(), Optional.empty());
    server.always(Reply.text(200, "application/json", message.toJson()));
    assertThat(failure())
        .isEqualTo("The mediator answered with a problem report (unsigned): e.p.msg: no");
  }

  @Test
  void an_answer_that_no_mediator_gives_is_no_delivery() {
    server.always(Reply.html(200));
    assertThat(failure())
        .isEqualTo(
            "The mediator's answer is not a DIDComm message: [200] - <!doctype html><html><body>Welcome</body></html>");

    server.always(Reply.text(200, Envelope.MEDIA_TYPE, wallet.anoncrypt("x", "y", wallet.did())));
    assertThat(failure())
        .startsWith("The mediator's answer can't be trusted: invalid envelope.recipients");

    server.always(Reply.empty(503));
    assertThat(failure()).isEqualTo("DIDComm sending error: [503] - ");

    server.always(Reply.text(200, SignedMessage.MEDIA_TYPE, " ".repeat(70_000) + "{}"));
    assertThat(failure()).startsWith("The mediator's answer is not a DIDComm message: [200] - ");
  }

  @Test
  void a_message_that_is_no_problem_report_is_a_delivery() {
    var message = report("x", "").toMessage("1", mediator.did(), Optional.empty());
    var json = message.toJson().replace(ProblemReport.TYPE, "https://didcomm.org/empty/1.0/empty");
    server.always(Reply.text(200, "application/didcomm-plain+json", json));

    connect("ConnectionResponseSent");
  }

  @Test
  void a_direct_peer_may_answer_with_a_problem_report_too() {
    var direct = new Stranger(server.uri("/"));
    var message = report("e.p.xfer", "busy").toMessage("1", direct.did(), Optional.empty());
    server.always(Reply.text(200, "application/json", message.toJson()));
    var id = request(direct);
    rest.awaitRetries(id, 3);

    assertThat(rest.connection(id).at("/metaLastFailure/detail").asText())
        .isEqualTo("The peer answered with a problem report (unsigned): e.p.xfer: busy");
  }

  @Test
  void a_peer_without_an_address_is_told_clearly() {
    var id = request(new Stranger(URI.create("ws://127.0.0.1:9/ws")));
    rest.awaitRetries(id, 3);

    assertThat(rest.connection(id).at("/metaLastFailure/detail").asText())
        .contains("The peer's DID has no http or https service, only \"ws://127.0.0.1:9/ws\"");
  }

  private String failure() {
    var id = request(wallet);
    rest.awaitRetries(id, 3);
    var record = rest.connection(id);
    assertThat(record.path("state").asText()).isEqualTo("ConnectionResponsePending");
    return record.at("/metaLastFailure/detail").asText();
  }

  private JsonNode connect(String state) {
    var id = request(wallet);
    rest.awaitState(id, state);
    return rest.connection(id);
  }

  private String request(Stranger from) {
    var invited = rest.invite("Bob").json();
    var inviter = invited.at("/invitation/from").asText();
    var thid = invited.path("thid").asText();
    var envelope = from.authcrypt(ConnectionProtocol.REQUEST, thid, inviter, inviter);
    assertThat(Rest.message(agent.didcommUrl(), envelope).status()).isEqualTo(202);
    return invited.path("connectionId").asText();
  }

  private ProblemReport report(String code, String comment) {
    return new ProblemReport(code, comment, List.of(wallet.did()), "?");
  }

  private Reply signed(ProblemReport report, String from) {
    var message = report.toMessage("1", from, Optional.empty());
    var jws = SignedMessage.sign(message, mediator.did() + "#key-2", authentication);
    return Reply.text(200, SignedMessage.MEDIA_TYPE, jws);
  }

  private Unpacked open(String envelope) {
    return Envelope.unpack(
        envelope,
        kid -> Optional.of(agreement).filter(key -> kid.equals(mediator.did() + "#key-1")),
        PublicKeys.PEER);
  }
}
