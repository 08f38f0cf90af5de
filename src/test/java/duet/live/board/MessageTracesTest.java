package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.Envelope;
import duet.didcomm.KeyPair;
import duet.didcomm.PeerDid;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.MessageTrace.Direction;
import duet.exchange.Side;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTracesTest {

  private static final PeerDid DID =
      PeerDid.create(
          KeyPair.generate(PeerDid.Curve.X25519, new SecureRandom()),
          KeyPair.generate(PeerDid.Curve.ED25519, new SecureRandom()),
          URI.create("http://127.0.0.1:9/didcomm"));

  @Test
  void a_message_that_both_agents_saw_is_one() {
    var traces = new MessageTraces();
    var plaintext = message("1", "thread", "hello");
    traces.accept(Side.INVITEE, trace(Direction.SENT, plaintext));
    var received = trace(Direction.RECEIVED, plaintext);
    traces.accept(Side.INVITER, received);
    traces.accept(Side.INVITEE, trace(Direction.SENT, plaintext));

    var seen = traces.of("thread");

    assertThat(seen).singleElement().extracting(TracedMessage::agent).isEqualTo(Side.INVITEE);
    assertThat(seen.get(0).direction()).isEqualTo(Direction.SENT);
    assertThat(seen.get(0).readers()).isEqualTo(Envelope.recipients(received.envelope()));
  }

  @Test
  void the_oldest_plaintexts_make_room_for_newer_ones() {
    var traces = new MessageTraces(100_000);
    for (int i = 0; i < 50; i++) {
      traces.accept(
          Side.INVITER, trace(Direction.SENT, message("m" + i, "thread", "x".repeat(2_000))));
    }

    var seen = traces.of("thread");

    assertThat(seen.stream().mapToInt(TracedMessage::plaintextSize).sum())
        .isBetween(40_000, 50_000);
    assertThat(seen.get(seen.size() - 1).plaintext()).isPresent();
    assertThat(seen.get(0).plaintext()).isEmpty();
  }

  @Test
  void the_oldest_messages_make_room_for_newer_ones_of_other_threads() {
    var traces = new MessageTraces(20_000);
    for (int i = 0; i < 50; i++) {
      traces.accept(Side.INVITER, trace(Direction.SENT, message("m" + i, "thread " + i, "")));
    }

    assertThat(traces.of("thread 0")).isEmpty();
    assertThat(traces.of("thread 49")).hasSize(1);
  }

  @Test
  void a_thread_has_a_limited_number_of_messages() {
    var traces = new MessageTraces();
    for (int i = 0; i < 150; i++) {
      traces.accept(Side.INVITER, trace(Direction.RECEIVED, message("m" + i, "thread", "")));
    }

    assertThat(traces.of("thread")).hasSize(100);
  }

  @Test
  void a_message_of_1_mb_is_kept_while_there_is_room() {
    var traces = new MessageTraces();
    traces.accept(
        Side.INVITER, trace(Direction.RECEIVED, message("1", "thread", "y".repeat(1 << 20))));

    assertThat(traces.of("thread").get(0).plaintext().orElseThrow()).hasSizeGreaterThan(1 << 20);
  }

  @Test
  void what_is_for_a_mediator_or_makes_no_sense_is_left_out() {
    var traces = new MessageTraces();
    var pickup =
        message("1", "thread", "")
            .replace("https://example.org/", "https://didcomm.org/messagepickup/");
    traces.accept(Side.INVITER, trace(Direction.SENT, pickup));
    traces.accept(Side.INVITER, new MessageTrace(Direction.SENT, "{}", "{}"));
    traces.accept(
        Side.INVITER, new MessageTrace(Direction.SENT, message("2", "thread", ""), "no envelope"));

    assertThat(traces.of("thread")).isEmpty();
  }

  private static MessageTrace trace(Direction direction, String plaintext) {
    return new MessageTrace(
        direction, plaintext, Envelope.anoncrypt("{}", List.of(DID.agreementKey())));
  }

  private static String message(String id, String thread, String text) {
    return """
        {"id":"%s","type":"https://example.org/test/1.0/message","thid":"%s","from":"did:example:a",
         "body":{"text":"%s"}}"""
        .formatted(id, thread, text);
  }
}
