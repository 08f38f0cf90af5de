package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.ProblemReport;
import duet.embedded.EmbeddedMediator;
import duet.embedded.MovableClock;
import duet.embedded.protocol.MediatorQuotas;
import duet.embedded.protocol.MediatorQuotas.Share;
import duet.fixture.WalletClient;
import duet.fixture.WalletClient.Delivered;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much a mediator takes, and what it does with messages that nobody acknowledges. */
class MediatorQuotasTest {

  private static final String FULL = "e.p.me.res.storage";
  private static final int MESSAGE = 10_000;

  private final MovableClock clock = new MovableClock();
  private final EmbeddedMediator mediator =
      EmbeddedMediator.builder()
          .clock(clock)
          .retention(Duration.ofDays(7))
          .quotas(
              new MediatorQuotas(
                  3,
                  5,
                  4,
                  2,
                  MESSAGE,
                  new Share(3, 2 * MESSAGE),
                  new Share(5, 35 * MESSAGE / 10),
                  new Share(7, 5 * MESSAGE)))
          .start();
  private final WalletClient wallet = new WalletClient(mediator.did());
  private int messages;

  @AfterEach
  void stop() {
    mediator.close();
  }

  @Test
  void messages_are_counted_for_a_did_for_an_account_and_in_all() {
    wallet.mediate();
    var first = wallet.connection().text();
    var second = wallet.connection().text();
    var third = wallet.connection().text();
    var other = new WalletClient(mediator.did());
    other.mediate();
    var others = other.connection().text();

    assertTaken(3, first);
    assertRefused(FULL, forward(first, ""));
    assertTaken(2, second);
    assertRefused(FULL, forward(second, ""));
    assertRefused(FULL, forward(third, ""));
    assertTaken(2, others);
    assertRefused(FULL, forward(others, ""));

    assertThat(wallet.waiting()).isEqualTo(5);
    wallet.acknowledge(wallet.poll().get(0).id());
    assertTaken(1, others);
  }

  @Test
  void sizes_are_counted_too() {
    wallet.mediate();
    var did = wallet.connection().text();
    var large = "x".repeat(4_400);

    assertRefused(FULL + ".message_too_big", forward(did, "x".repeat(MESSAGE)));
    assertTaken(2, did, large);
    assertRefused(FULL, forward(did, large));
    assertTaken(2, wallet.connection().text(), large);
    assertRefused(FULL, forward(wallet.connection().text(), large));
    assertThat(status().path("total_bytes").asInt()).isBetween(3 * MESSAGE, 35 * MESSAGE / 10);
    var other = new WalletClient(mediator.did());
    other.mediate();
    assertTaken(2, other.connection().text(), large);
    assertRefused(FULL, forward(other.connection().text(), large));
    assertTaken(1, did);
  }

  @Test
  void accounts_dids_and_updates_have_limits() {
    var second = new WalletClient(mediator.did());
    wallet.mediate();
    second.mediate();
    new WalletClient(mediator.did()).mediate();
    var denied = new WalletClient(mediator.did());
    var request = WalletClient.MEDIATION + "mediate-request";

    assertThat(denied.ask(request, object()).type()).endsWith("/mediate-deny");
    assertThat(wallet.mediate()).isEqualTo(mediator.did());

    for (int i = 0; i < 4; i++) {
      wallet.connection();
    }
    assertThat(code(wallet, 1)).isEqualTo(FULL);
    assertThat(code(second, 2)).isEqualTo(FULL);
    assertThat(code(second, 3)).startsWith("e.p.msg.").endsWith("/keylist-update");
    second.connection();
    assertThat(code(second, 1)).isEqualTo(FULL);
    assertThat(keys(wallet)).isEqualTo(4);
    assertThat(keys(second)).isOne();
  }

  @Test
  void a_message_waits_for_seven_days() {
    wallet.mediate();
    var did = wallet.connection().text();
    assertTaken(1, did);
    clock.advance(Duration.ofDays(6));
    assertTaken(1, did);

    assertThat(status().path("longest_waited_seconds").asLong())
        .isEqualTo(Duration.ofDays(6).toSeconds());
    clock.advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(wallet.waiting()).isOne();
    assertThat(wallet.poll()).hasSize(1);
    clock.advance(Duration.ofDays(6));
    assertThat(wallet.poll()).isEmpty();
    assertTaken(3, did);
  }

  @Test
  void a_message_that_expires_while_it_waits_is_dropped() {
    wallet.mediate();
    var did = wallet.connection().text();
    var forward = new Forward(did, envelope(did, "")).toMessage(mediator.did());
    var expiring =
        new Message(
            forward.id(),
            forward.type(),
            forward.from(),
            forward.to(),
            forward.thid(),
            forward.pthid(),
            forward.createdTime(),
            Optional.of(clock.instant().getEpochSecond() + 60),
            forward.body(),
            forward.attachments());
    var keys = PeerDid.parse(mediator.did()).agreementKeys();

    assertThat(wallet.post(Envelope.anoncrypt(expiring.toJson(), keys)).statusCode())
        .isEqualTo(202);
    assertThat(wallet.waiting()).isOne();
    clock.advance(Duration.ofSeconds(61));
    assertThat(wallet.poll()).isEmpty();
  }

  @Test
  void a_message_that_its_wallet_cannot_open_blocks_no_others() {
    wallet.mediate();
    var did = wallet.connection();
    var poison =
        envelope(did.text(), "").replaceFirst("\"ciphertext\":\"...", "\"ciphertext\":\"AAA");
    assertThat(wallet.forward(new Forward(did.text(), poison)).statusCode()).isEqualTo(202);
    assertTaken(2, did.text());

    var opened = new ArrayList<Delivered>();
    for (int i = 0; i < 4; i++) {
      var delivered = wallet.poll();
      assertThat(delivered).hasSize(1);
      if (!delivered.get(0).envelope().equals(poison)) {
        wallet.open(delivered.get(0));
        wallet.acknowledge(delivered.get(0).id());
        opened.add(delivered.get(0));
      }
    }
    assertThat(opened).hasSize(2).doesNotHaveDuplicates();
    assertThat(wallet.waiting()).isOne();
  }

  @Test
  void what_is_not_acknowledged_comes_again_after_the_others() {
    wallet.mediate();
    var did = wallet.connection().text();
    assertTaken(3, did);

    var first = wallet.poll();
    var second = wallet.poll();
    var third = wallet.poll();

    assertThat(first).isNotEqualTo(second);
    assertThat(third).isNotEqualTo(first).isNotEqualTo(second);
    assertThat(wallet.poll()).isEqualTo(first);
    wallet.acknowledge(second.get(0).id());
    assertThat(wallet.poll()).isEqualTo(third);
    assertThat(wallet.poll()).isEqualTo(first);
  }

  @Test
  void a_body_over_the_limit_costs_nothing_that_was_queued() {
    wallet.mediate();
    assertTaken(1, wallet.connection().text());

    for (int length : new int[] {(1 << 20) + 1, 2 << 20, 8 << 20}) {
      var response = WalletClient.post(mediator.url(), Envelope.MEDIA_TYPE, "x".repeat(length));
      assertThat(response.statusCode()).isEqualTo(413);
    }
    assertThat(wallet.poll()).hasSize(1);
  }

  private void assertTaken(int count, String did) {
    assertTaken(count, did, "");
  }

  private void assertTaken(int count, String did, String content) {
    for (int i = 0; i < count; i++) {
      var response = forward(did, content);
      assertThat(response.statusCode())
          .as(() -> wallet.problem(response).toString())
          .isEqualTo(202);
    }
  }

  private void assertRefused(String code, HttpResponse<String> response) {
    assertThat(wallet.problem(response)).map(ProblemReport::code).contains(code);
  }

  private HttpResponse<String> forward(String did, String content) {
    return wallet.forward(new Forward(did, envelope(did, content)));
  }

  private String envelope(String did, String content) {
    var type = "https://example.org/" + ++messages;
    var message =
        WalletClient.message(type, Optional.empty(), did, object().put("content", content));
    return Envelope.anoncrypt(message.toJson(), PeerDid.parse(did).agreementKeys());
  }

  private JsonNode status() {
    return wallet.ask(WalletClient.PICKUP + "status-request", object()).body();
  }

  private int keys(WalletClient who) {
    return who.ask(WalletClient.MEDIATION + "keylist-query", object()).body().path("keys").size();
  }

  private String code(WalletClient who, int updates) {
    var body = object();
    var array = body.putArray("updates");
    for (int i = 0; i < updates; i++) {
      var did = WalletClient.own(Optional.of(mediator.did())).text();
      array.addObject().put("recipient_did", did).put("action", "add");
    }
    var answer = who.ask(WalletClient.MEDIATION + "keylist-update", body);
    return answer.body().path("code").asText(answer.body().toString());
  }
}
