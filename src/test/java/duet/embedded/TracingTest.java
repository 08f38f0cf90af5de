package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.MessageTrace.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TracingTest {

  @Test
  void both_messages_are_shown_before_and_after_encryption_on_either_side() throws Exception {
    var alice = new CopyOnWriteArrayList<MessageTrace>();
    var bob = new CopyOnWriteArrayList<MessageTrace>();
    try (var one = EmbeddedAgent.builder().tracing(alice::add).start();
        var two = EmbeddedAgent.builder().tracing(bob::add).start()) {
      connect(one, two);
    }

    assertThat(alice)
        .map(MessageTrace::direction)
        .containsExactly(Direction.RECEIVED, Direction.SENT);
    assertThat(bob)
        .map(MessageTrace::direction)
        .containsExactly(Direction.SENT, Direction.RECEIVED);
    assertThat(types(alice)).isEqualTo(types(bob));
    assertThat(types(bob))
        .map(type -> type.replaceAll(".*/", ""))
        .containsExactly("request", "response");
    assertThat(alice.get(0).plaintext()).isEqualTo(bob.get(0).plaintext());
    assertThat(alice.get(0).envelope()).isEqualTo(bob.get(0).envelope()).contains("ciphertext");
  }

  @Test
  void a_listener_that_throws_is_ignored() {
    try (var one =
            EmbeddedAgent.builder()
                .tracing(
                    trace -> {
                      throw new IllegalStateException("not our day");
                    })
                .start();
        var two = EmbeddedAgent.builder().start()) {
      connect(one, two);
    }
  }

  @Test
  void a_listener_may_ask_its_agent() {
    var asked = new AtomicReference<EmbeddedAgent>();
    var seen = new CopyOnWriteArrayList<Integer>();
    try (var one =
            EmbeddedAgent.builder()
                .tracing(
                    trace -> seen.add(new Rest(asked.get().url()).get("/connections").status()))
                .start();
        var two = EmbeddedAgent.builder().start()) {
      asked.set(one);
      connect(one, two);
    }
    assertThat(seen).containsExactly(200, 200);
  }

  @Test
  void a_mediator_shows_what_it_reads_and_says_and_nothing_of_what_it_forwards() throws Exception {
    var seen = new CopyOnWriteArrayList<MessageTrace>();
    try (var mediator = EmbeddedMediator.builder().tracing(seen::add).start();
        var one = EmbeddedAgent.builder().start();
        var two = EmbeddedAgent.builder().mediator(mediator.did()).start()) {
      connect(one, two);
    }

    assertThat(seen).map(MessageTrace::direction).startsWith(Direction.RECEIVED, Direction.SENT);
    assertThat(types(seen))
        .map(type -> type.replaceAll(".*/", ""))
        .startsWith("mediate-request", "mediate-grant")
        .contains("keylist-update-response", "delivery")
        .containsOnlyOnce("forward");
    assertThat(seen)
        .noneMatch(trace -> trace.plaintext().contains("mercury"))
        .allMatch(trace -> trace.envelope().contains("ciphertext"));
  }

  private static void connect(EmbeddedAgent one, EmbeddedAgent two) {
    var inviter = new Rest(one.url());
    var invitee = new Rest(two.url());
    var invited = inviter.invite("Bob");
    var accepted = invitee.accept(invited);
    inviter.awaitState(invited.text("connectionId"), "ConnectionResponseSent");
    invitee.awaitState(accepted.text("connectionId"), "ConnectionResponseReceived");
  }

  private static List<String> types(List<MessageTrace> traces) throws JsonProcessingException {
    var types = new ArrayList<String>();
    for (MessageTrace trace : traces) {
      types.add(Rest.JSON.readTree(trace.plaintext()).path("type").asText());
    }
    return types;
  }
}
