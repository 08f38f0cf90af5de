package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Envelope;
import duet.didcomm.PeerDid;
import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wallet's life with its mediator. */
class MediatorTest {

  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();
  private final WalletClient wallet = new WalletClient(mediator.did());

  @AfterEach
  void stop() {
    mediator.close();
  }

  @Test
  void a_message_for_a_wallet_waits_until_it_is_acknowledged() {
    assertThat(wallet.mediate()).isEqualTo(mediator.did());
    assertThat(wallet.poll()).isEmpty();
    var connection = wallet.connection();
    var sender = WalletClient.own(Optional.empty());
    var message =
        WalletClient.message(
            "https://example.org/1", Optional.of(sender.text()), connection.text(), object());

    var response =
        WalletClient.forward(connection.text(), sender.authcrypt(message, connection.text()));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
    assertThat(wallet.waiting()).isOne();
    var first = wallet.poll().get(0);
    assertThat(wallet.open(first)).isEqualTo(message);
    assertThat(wallet.poll()).containsExactly(first);
    assertThat(wallet.acknowledge(first.id()).body().path("message_count").asInt()).isZero();
    assertThat(wallet.poll()).isEmpty();
  }

  @Test
  void messages_for_one_did_are_counted_and_picked_up_alone() {
    wallet.mediate();
    var first = wallet.connection();
    var second = wallet.connection();
    send(first);
    send(second);
    send(second);

    assertThat(status(first).path("message_count").asInt()).isOne();
    assertThat(status(second).path("message_count").asInt()).isEqualTo(2);
    assertThat(status(second).path("recipient_did").asText()).isEqualTo(second.text());
    assertThat(wallet.waiting()).isEqualTo(3);
    var delivery =
        wallet.ask(
            WalletClient.PICKUP + "delivery-request",
            object().put("limit", 1).put("recipient_did", second.text()));
    assertThat(delivery.body().path("recipient_did").asText()).isEqualTo(second.text());
    assertThat(delivery.attachments()).hasSize(1);
  }

  @Test
  void a_keylist_is_read_page_by_page() {
    wallet.mediate();
    var dids = Stream.generate(wallet::connection).limit(5).map(WalletClient.Own::text).toList();

    var all = keylist(object());
    var page = object();
    page.putObject("paginate").put("offset", 1).put("limit", "3");
    var part = keylist(page);

    assertThat(keys(all)).isEqualTo(dids);
    assertThat(all.path("pagination").path("remaining").asInt()).isZero();
    assertThat(keys(part)).isEqualTo(dids.subList(1, 4));
    assertThat(part.path("pagination"))
        .isEqualTo(object().put("count", 3).put("offset", 1).put("remaining", 1));
    page.putObject("paginate").put("offset", 9);
    assertThat(keys(keylist(page))).isEmpty();
  }

  @Test
  void updates_of_one_message_follow_each_other() {
    wallet.mediate();
    var did = WalletClient.own(Optional.of(mediator.did())).text();
    var body = object();
    var updates = body.putArray("updates");
    Stream.of("add", "add", "remove", "remove", "add")
        .forEach(action -> updates.addObject().put("recipient_did", did).put("action", action));

    var updated =
        wallet.ask(WalletClient.MEDIATION + "keylist-update", body).body().path("updated");

    assertThat(updated.valueStream().map(each -> each.path("result").asText()))
        .containsExactly("success", "no_change", "success", "no_change", "success");
    assertThat(keys(keylist(object()))).containsExactly(did);
  }

  @Test
  void anybody_may_ask_what_it_speaks_and_whether_it_is_there() {
    var features = "https://didcomm.org/discover-features/2.0/queries";
    var ping = "https://didcomm.org/trust-ping/2.0/ping";

    var message = wallet.message(ping, Optional.of(wallet.host().text()), object());
    var response = wallet.ask(message);
    assertThat(response.type()).endsWith("/ping-response");
    assertThat(response.thid()).contains(message.id());
    var quiet =
        wallet.message(
            ping, Optional.of(wallet.host().text()), object().put("response_requested", false));
    assertThat(wallet.post(wallet.host().authcrypt(quiet, mediator.did())).statusCode())
        .isEqualTo(202);

    assertThat(disclosed(features, "*")).hasSize(5);
    assertThat(disclosed(features, ".*")).hasSize(5);
    assertThat(disclosed(features, "https://didcomm\\.org/routing.*"))
        .containsExactly("https://didcomm.org/routing/2.0");
    assertThat(disclosed(features, "https://didcomm.org/*pickup/3.*"))
        .containsExactly("https://didcomm.org/messagepickup/3.0");
    assertThat(disclosed(features, "https://didcomm.org/routing/2.0")).hasSize(1);
    assertThat(disclosed(features, "https://didcomm.org/routing/2")).isEmpty();
    assertThat(disclosed(features, "*".repeat(10_000) + "x")).isEmpty();
  }

  @Test
  void a_wallet_may_hide_who_it_is_from_the_network() {
    var request =
        wallet.message(
            WalletClient.MEDIATION + "mediate-request",
            Optional.of(wallet.host().text()),
            object());
    var sealed = wallet.host().authcrypt(request, mediator.did());
    var keys = PeerDid.parse(mediator.did()).agreementKeys();

    var answer = wallet.answer(wallet.post(Envelope.anoncrypt(sealed, keys))).orElseThrow();

    assertThat(answer.message().type()).endsWith("/mediate-grant");
  }

  private void send(WalletClient.Own connection) {
    var envelope = Envelope.anoncrypt("{}", connection.did().agreementKeys());
    assertThat(WalletClient.forward(connection.text(), envelope).statusCode()).isEqualTo(202);
  }

  private ObjectNode status(WalletClient.Own connection) {
    return wallet
        .ask(
            WalletClient.PICKUP + "status-request",
            object().put("recipient_did", connection.text()))
        .body();
  }

  private ObjectNode keylist(ObjectNode query) {
    return wallet.ask(WalletClient.MEDIATION + "keylist-query", query).body();
  }

  private static List<String> keys(ObjectNode keylist) {
    return keylist
        .path("keys")
        .valueStream()
        .map(key -> key.path("recipient_did").asText())
        .toList();
  }

  private List<String> disclosed(String type, String match) {
    var body = object();
    body.putArray("queries").addObject().put("feature-type", "protocol").put("match", match);
    return wallet
        .ask(type, body)
        .body()
        .path("disclosures")
        .valueStream()
        .map(each -> each.path("id").asText())
        .toList();
  }
}
