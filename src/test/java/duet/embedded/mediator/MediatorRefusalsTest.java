package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.ProblemReport;
import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import duet.fixture.WalletClient.Own;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others can't do to a wallet at its mediator, and what a wallet can't do itself. */
class MediatorRefusalsTest {

  private static final String UPDATE = WalletClient.MEDIATION + "keylist-update";
  private static final String INVALID = "e.p.msg." + Forward.TYPE;

  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();
  private final WalletClient wallet = new WalletClient(mediator.did());
  private final WalletClient other = new WalletClient(mediator.did());
  private final Own sender = WalletClient.own(Optional.empty());
  private Own connection;

  @BeforeEach
  void enrol() {
    wallet.mediate();
    connection = wallet.connection();
  }

  @AfterEach
  void stop() {
    mediator.close();
  }

  @Test
  void a_forward_for_a_stranger_is_refused_with_a_signed_report() {
    var stranger = WalletClient.own(Optional.of(mediator.did())).text();

    var response = WalletClient.forward(stranger, envelopeFor(stranger));

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/didcomm-signed+json");
    var reply = wallet.answer(response).orElseThrow();
    assertThat(reply.author()).contains(mediator.did());
    assertThat(reply.message().to()).isEmpty();
    var problem = ProblemReport.of(reply.message()).orElseThrow();
    assertThat(problem.code()).isEqualTo("e.p.req.not_enroll");
    assertThat(problem.args()).containsExactly(stranger);
  }

  @Test
  void a_wallets_host_did_is_not_an_address() {
    assertRefused("e.p.req.not_enroll", forwarded(wallet.host().text(), envelope()));
  }

  @Test
  void a_forward_holds_one_envelope() {
    var good = forwardMessage(envelope());
    var attachment = good.attachments().get(0);
    var plaintext = object();
    plaintext.putObject("data").putObject("json").put("id", "1").put("type", "x");

    assertRefused(INVALID, sent(with(good, List.of())));
    assertRefused(INVALID, sent(with(good, List.of(attachment, attachment))));
    assertRefused(INVALID, sent(with(good, List.of(plaintext))));
    assertRefused(INVALID, sent(with(good, List.of(object()))));
    assertThat(wallet.waiting()).isZero();
  }

  @Test
  void a_message_that_no_key_of_next_opens_is_not_queued() {
    var others = WalletClient.own(Optional.of(mediator.did())).text();

    assertRefused(INVALID, forwarded(connection.text(), envelopeFor(others)));
    assertRefused(INVALID, forwarded(connection.text() + "#key-2", envelope()));
    assertRefused(INVALID, forwarded(connection.text() + "#key-9", envelope()));
    assertThat(wallet.waiting()).isZero();
    assertThat(forwarded(connection.text() + "#key-1", envelope()).statusCode()).isEqualTo(202);
    assertThat(wallet.waiting()).isOne();
  }

  @Test
  void a_message_for_several_is_queued_for_each() {
    var second = wallet.connection();
    var keys = List.of(connection.did().agreementKey(), second.did().agreementKey());
    var envelope = Envelope.anoncrypt("{}", keys);

    assertThat(forwarded(connection.text(), envelope).statusCode()).isEqualTo(202);
    assertThat(forwarded(second.text(), envelope).statusCode()).isEqualTo(202);
    assertThat(wallet.waiting()).isEqualTo(2);
  }

  @Test
  void a_message_is_taken_once_in_whatever_wrapping() {
    var envelope = envelope();
    var response = forwarded(connection.text(), envelope);
    var spaced = envelope.replace(",\"", ", \"");

    assertThat(response.statusCode()).isEqualTo(202);
    assertRefused("e.p.crypto.message.dejavu", forwarded(connection.text(), envelope));
    assertRefused("e.p.crypto.message.dejavu", forwarded(connection.text(), spaced));
    var delivered = wallet.poll().get(0);
    wallet.acknowledge(delivered.id());
    assertRefused("e.p.crypto.message.dejavu", forwarded(connection.text(), envelope));
    assertThat(wallet.poll()).isEmpty();
  }

  @Test
  void an_expired_message_is_dropped() {
    var now = Instant.now().getEpochSecond();

    assertRefused("e.p.req.time", sent(expiring(forwardMessage(envelope()), now - 1)));
    assertRefused("e.p.req.time", sent(expiring(forwardMessage(envelope()), Long.MIN_VALUE)));
    assertThat(wallet.waiting()).isZero();
    assertThat(sent(expiring(forwardMessage(envelope()), Long.MAX_VALUE)).statusCode())
        .isEqualTo(202);
    assertThat(wallet.waiting()).isOne();
  }

  static List<String> requests() {
    return WalletClient.REQUESTS;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void what_asks_in_a_name_must_prove_it(String type) {
    var message = wallet.message(type, Optional.of(wallet.host().text()), anything());
    var anonymous =
        Envelope.anoncrypt(message.toJson(), PeerDid.parse(mediator.did()).agreementKeys());
    forwarded(connection.text(), envelope());

    assertRefused("e.p.trust.crypto", wallet.post(anonymous));
    var problem = other.problem(wallet.post(other.host().authcrypt(message, mediator.did())));
    assertThat(problem.orElseThrow().code()).isEqualTo("e.p.msg");
    assertThat(wallet.waiting()).isOne();
    assertThat(wallet.update("add", connection.text())).isEqualTo("no_change");
  }

  @Test
  void nobody_learns_whether_a_did_is_known() {
    other.mediate();
    forwarded(connection.text(), envelope());
    var delivered = wallet.poll().get(0);
    var unknown = WalletClient.own(Optional.of(mediator.did())).text();

    for (String type : List.of("delivery-request", "status-request")) {
      assertThat(foreign(type, connection.text())).isEqualTo(foreign(type, unknown));
    }
    assertThat(other.acknowledge(delivered.id()).body()).isEqualTo(other.acknowledge("x").body());
    assertThat(wallet.waiting()).isOne();
  }

  @Test
  void a_wallet_that_never_asked_for_mediation_gets_nothing() {
    for (String type : List.of("delivery-request", "status-request", "messages-received")) {
      assertThat(code(other.ask(WalletClient.PICKUP + type, anything())))
          .isEqualTo("e.p.req.not_enroll");
    }
    assertThat(code(other.ask(UPDATE, updates("add", connection.text()))))
        .isEqualTo("e.p.req.not_enroll");
  }

  @Test
  void a_did_keeps_its_owner() {
    other.mediate();
    var host = wallet.host().text();
    var plain = WalletClient.own(Optional.of("http://127.0.0.1:9/")).text();
    var elsewhere = WalletClient.own(Optional.of(sender.text())).text();

    for (String did : List.of(connection.text(), host, plain, elsewhere, "did:prism:1", "x", "")) {
      assertThat(other.update("add", did)).as(did).isEqualTo("client_error");
    }
    assertThat(other.update("remove", connection.text())).isEqualTo("client_error");
    assertThat(other.update("remove", host)).isEqualTo("no_change");
    assertThat(other.update("replace", connection.text())).isEqualTo("client_error");
    forwarded(connection.text(), envelope());
    assertThat(other.waiting()).isZero();
    assertThat(wallet.waiting()).isOne();

    assertThat(wallet.update("remove", connection.text())).isEqualTo("success");
    assertThat(wallet.update("remove", connection.text())).isEqualTo("no_change");
    assertRefused("e.p.req.not_enroll", forwarded(connection.text(), envelope()));
    assertThat(other.update("add", connection.text())).isEqualTo("success");
  }

  @Test
  void a_did_with_an_account_is_an_address_only_for_itself() {
    var own = WalletClient.own(Optional.of(mediator.did()));
    var alone = new WalletClient(mediator.did(), own);
    alone.mediate();

    assertThat(wallet.update("add", own.text())).isEqualTo("client_error");
    assertRefused("e.p.req.not_enroll", forwarded(own.text(), envelopeFor(own.text())));
    assertThat(alone.update("add", own.text())).isEqualTo("success");
    assertThat(forwarded(own.text(), envelopeFor(own.text())).statusCode()).isEqualTo(202);
    assertThat(alone.waiting()).isOne();
  }

  @Test
  void a_did_that_is_anothers_address_gets_no_account() {
    var squatter = new WalletClient(mediator.did(), connection);

    assertThat(squatter.ask(WalletClient.MEDIATION + "mediate-request", object()).type())
        .isEqualTo(WalletClient.MEDIATION + "mediate-deny");
  }

  @Test
  void of_many_accounts_one_gets_a_did() {
    var did = WalletClient.own(Optional.of(mediator.did())).text();
    var wallets = IntStream.range(0, 8).mapToObj(i -> new WalletClient(mediator.did())).toList();
    wallets.parallelStream().forEach(WalletClient::mediate);

    var results = wallets.parallelStream().map(each -> each.update("add", did)).toList();

    assertThat(results).containsOnlyOnce("success").contains("client_error");
    forwarded(did, envelopeFor(did));
    var waiting = wallets.stream().map(WalletClient::waiting).toList();
    assertThat(waiting.get(results.indexOf("success"))).isOne();
    assertThat(waiting.stream().mapToInt(Integer::intValue).sum()).isOne();
  }

  @Test
  void what_an_enrolled_wallet_does_wrong_is_told_in_a_report() {
    assertThat(code(wallet.ask("https://example.org/unknown", object())))
        .isEqualTo("e.p.msg.unsupported");
    for (String body : List.of("{}", "{'updates':{}}", "{'updates':[1]}", "{'updates':[{}]}")) {
      assertThat(code(wallet.ask(UPDATE, json(body)))).as(body).isEqualTo("e.p.msg." + UPDATE);
    }
    var pickup = WalletClient.PICKUP + "delivery-request";
    for (String body :
        List.of("{'limit':-1}", "{'limit':'x'}", "{'limit':{}}", "{'recipient_did':1}")) {
      assertThat(code(wallet.ask(pickup, json(body)))).as(body).isEqualTo("e.p.msg." + pickup);
    }
    var received = WalletClient.PICKUP + "messages-received";
    for (String body : List.of("{}", "{'message_id_list':'x'}", "{'message_id_list':[1]}")) {
      assertThat(code(wallet.ask(received, json(body)))).as(body).isEqualTo("e.p.msg." + received);
    }
    var live = json("{'live_delivery':true}");
    assertThat(code(wallet.ask(WalletClient.PICKUP + "live-delivery-change", live)))
        .isEqualTo("e.m.live-mode-not-supported");
    assertThat(code(reply(wallet.post(wallet.host().authcrypt("[]", mediator.did())))))
        .isEqualTo("e.p.msg");
  }

  @Test
  void what_wallets_write_in_their_own_way_is_taken() {
    forwarded(connection.text(), envelope());
    var pickup = WalletClient.PICKUP + "delivery-request";

    for (String body :
        List.of("{'limit':'10'}", "{'limit':1}", "{}", "{'limit':5,'new':{'a':[1]}}")) {
      assertThat(wallet.ask(pickup, json(body)).attachments()).as(body).hasSize(1);
    }
    assertThat(wallet.ask(pickup, json("{'limit':0}")).type()).endsWith("/status");
    assertThat(wallet.acknowledge().type()).endsWith("/status");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "{}", "[]", "{\"id\":\"1\",\"type\":\"x\",\"body\":{}}", "null", "{"})
  void what_is_no_envelope_is_a_bad_request(String body) {
    var response = WalletClient.post(mediator.url(), Envelope.MEDIA_TYPE, body);

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void what_cannot_be_opened_is_reported_with_a_signature() {
    var others = envelope();
    var damaged =
        Envelope.anoncrypt("{}", PeerDid.parse(mediator.did()).agreementKeys())
            .replaceFirst("\"ciphertext\":\"...", "\"ciphertext\":\"AAA");

    for (String envelope : List.of(others, damaged, "{\"ciphertext\":1}")) {
      var problem = wallet.problem(wallet.post(envelope)).orElseThrow();
      assertThat(problem.code()).isEqualTo("e.p.msg");
      assertThat(problem.pthid()).isEqualTo("?");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/didcomm-encrypted+json; charset=utf-8",
        "APPLICATION/DIDComm-Encrypted+JSON",
        "application/didcomm-encrypted+json;x=y"
      })
  void parameters_of_the_content_type_are_taken(String type) {
    assertThat(WalletClient.post(mediator.url(), type, "{}").statusCode()).isEqualTo(400);
    assertThat(WalletClient.post(mediator.url(), "text/plain", "{}").statusCode()).isEqualTo(415);
  }

  private Set<String> foreign(String type, String recipientDid) {
    var answer = other.ask(WalletClient.PICKUP + type, object().put("recipient_did", recipientDid));
    var fields = new TreeSet<String>();
    fields.add(answer.type() + answer.attachments());
    answer
        .body()
        .properties()
        .forEach(field -> fields.add(field.toString().replace(recipientDid, "")));
    return fields;
  }

  private void assertRefused(String code, HttpResponse<String> response) {
    var problem = wallet.problem(response);
    assertThat(problem).as(response.body()).map(ProblemReport::code).contains(code);
  }

  private Message reply(HttpResponse<String> response) {
    return wallet.answer(response).orElseThrow().message();
  }

  private static String code(Message report) {
    return report.body().path("code").asText(report.type());
  }

  private HttpResponse<String> forwarded(String next, String envelope) {
    return wallet.forward(new Forward(next, envelope));
  }

  private Message forwardMessage(String envelope) {
    return new Forward(connection.text(), envelope).toMessage(mediator.did());
  }

  private HttpResponse<String> sent(Message message) {
    return wallet.post(
        Envelope.anoncrypt(message.toJson(), PeerDid.parse(mediator.did()).agreementKeys()));
  }

  private String envelope() {
    return envelopeFor(connection.text());
  }

  private String envelopeFor(String recipient) {
    var from = Optional.of(sender.text());
    return sender.authcrypt(
        WalletClient.message("https://example.org/1", from, recipient, object()), recipient);
  }

  private static Message with(Message message, List<JsonNode> attachments) {
    return changed(message, message.expiresTime(), attachments);
  }

  private static Message expiring(Message message, long seconds) {
    return changed(message, Optional.of(seconds), message.attachments());
  }

  private static Message changed(
      Message message, Optional<Long> expires, List<JsonNode> attachments) {
    return new Message(
        message.id(),
        message.type(),
        message.from(),
        message.to(),
        message.thid(),
        message.pthid(),
        message.createdTime(),
        expires,
        message.body(),
        attachments);
  }

  /** A body that any request of a wallet can have. */
  private ObjectNode anything() {
    var body = updates("remove", connection.text()).put("limit", 10);
    body.putArray("message_id_list");
    return body;
  }

  private static ObjectNode updates(String action, String did) {
    var body = object();
    body.putArray("updates").addObject().put("recipient_did", did).put("action", action);
    return body;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
