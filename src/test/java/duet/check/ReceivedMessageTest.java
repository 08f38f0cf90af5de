package duet.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.didcomm.KeyPair;
import duet.didcomm.Message;
import duet.didcomm.PeerDid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forwards that a mediator could open, but that tell it or others too much. */
class ReceivedMessageTest {

  private static final String THREAD = "0c1d6a86-2f5e-4a55-9d20-3f0a3bd8a8f1";

  private final CheckPeer agent = CheckPeer.at(URI.create("http://127.0.0.1:9/agent"));
  private final CheckPeer mediator = CheckPeer.at(URI.create("http://127.0.0.1:9/mediator"));
  private final CheckPeer wallet = CheckPeer.at(URI.create(mediator.name()));
  private final Message response = agent.response(wallet.name(), THREAD);
  private final String inner = agent.authcrypt(response, wallet.did());
  private final Message forward = new Forward(wallet.name(), inner).toMessage(mediator.name());

  @Test
  void a_good_one_passes() {
    assertThatCode(() -> check(CheckPeer.anoncrypt(forward, mediator.did())))
        .doesNotThrowAnyException();
  }

  @Test
  void next_may_be_a_key_of_the_wallet() {
    var byKey = new Forward(wallet.name() + "#key-1", inner).toMessage(mediator.name());

    assertThatCode(() -> check(CheckPeer.anoncrypt(byKey, mediator.did())))
        .doesNotThrowAnyException();
  }

  @Test
  void no_forward_at_all() {
    assertRefused(inner, "forwards around it: 1");
  }

  @Test
  void a_forward_that_proves_its_sender() {
    var named = from(agent.name());

    assertRefused(agent.authcrypt(named, mediator.did()), "an anoncrypt forward");
    assertRefused(CheckPeer.anoncrypt(named, mediator.did()), "a forward without from");
  }

  @Test
  void a_forward_for_somebody_else_too() {
    var other = CheckPeer.at(URI.create("http://127.0.0.1:9/"));

    assertRefused(anoncrypt(forward.toJson(), mediator, other), "its keys");
    assertRefused(
        CheckPeer.anoncrypt(
            new Forward(other.name(), inner).toMessage(mediator.name()), mediator.did()),
        "next did:peer:2");
    assertRefused(
        CheckPeer.anoncrypt(
            new Forward(wallet.name(), inner).toMessage(other.name()), mediator.did()),
        "a forward to");
  }

  @Test
  void a_message_that_the_mediator_can_read() {
    var readable =
        Envelope.authcrypt(
            response.toJson(),
            agent.did().agreementKey().id(),
            agent.key(),
            keys(wallet, mediator));
    var leaking = new Forward(wallet.name(), readable).toMessage(mediator.name());

    assertRefused(CheckPeer.anoncrypt(leaking, mediator.did()), "the message's keys");
  }

  private Message from(String did) {
    return new Message(
        forward.id(),
        forward.type(),
        Optional.of(did),
        forward.to(),
        forward.thid(),
        forward.pthid(),
        forward.createdTime(),
        forward.expiresTime(),
        forward.body(),
        forward.attachments());
  }

  private void assertRefused(String envelope, String expected) {
    assertThatThrownBy(() -> check(envelope))
        .isInstanceOf(Deviation.class)
        .hasMessageContaining(expected);
  }

  private void check(String envelope) {
    Map<String, KeyPair> secrets =
        Stream.of(mediator, wallet)
            .collect(Collectors.toMap(one -> one.did().agreementKey().id(), CheckPeer::key));
    ReceivedMessage.open(
            Envelope.MEDIA_TYPE, envelope, kid -> Optional.ofNullable(secrets.get(kid)))
        .checkForwards(wallet, mediator);
  }

  private static String anoncrypt(String plaintext, CheckPeer... recipients) {
    return Envelope.anoncrypt(plaintext, keys(recipients));
  }

  private static List<PeerDid.Key> keys(CheckPeer... peers) {
    return Stream.of(peers).map(peer -> peer.did().agreementKey()).toList();
  }
}
