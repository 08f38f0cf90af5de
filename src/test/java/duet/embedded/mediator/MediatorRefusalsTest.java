package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Envelope;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.fixture.WalletClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others can't do to a wallet at its mediator, and what a wallet can't do itself. */
class MediatorRefusalsTest extends EnrolledWallet {

  private static final String UPDATE = WalletClient.MEDIATION + "keylist-update";

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

  private Message reply(HttpResponse<String> response) {
    return wallet.answer(response).orElseThrow().message();
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
