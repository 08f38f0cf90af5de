package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import duet.didcomm.ProblemReport;
import duet.fixture.WalletClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is taken for a wallet, and what its mediator refuses to forward. */
class ForwardRefusalsTest extends EnrolledWallet {

  private static final String INVALID = "e.p.msg." + Forward.TYPE;

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

  private Message forwardMessage(String envelope) {
    return new Forward(connection.text(), envelope).toMessage(mediator.did());
  }

  private HttpResponse<String> sent(Message message) {
    return wallet.post(
        Envelope.anoncrypt(message.toJson(), PeerDid.parse(mediator.did()).agreementKeys()));
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
}
