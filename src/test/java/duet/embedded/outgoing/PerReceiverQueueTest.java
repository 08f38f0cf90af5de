package duet.embedded.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PerReceiverQueueTest {

  private static final SendResult DONE = new SendResult(202, "");

  private final List<OutgoingRequest> underway = new ArrayList<>();
  private final List<CompletableFuture<SendResult>> outcomes = new ArrayList<>();
  private final PerReceiverQueue queue =
      new PerReceiverQueue(
          request -> {
            underway.add(request);
            outcomes.add(new CompletableFuture<>());
            return outcomes.get(outcomes.size() - 1);
          },
          4,
          2);

  @Test
  void no_more_than_so_many_are_under_way_to_one_receiver() {
    send("a", 3);

    assertThat(underway).hasSize(2);
    outcomes.get(0).complete(DONE);
    assertThat(underway).hasSize(3);
  }

  @Test
  void no_more_than_so_many_are_under_way_in_all() {
    send("a", 2);
    send("b", 2);
    var last = send("c", 1);

    assertThat(underway).hasSize(4);
    outcomes.get(3).complete(DONE);
    assertThat(underway).hasSize(5);
    assertThat(underway.get(4).to().getHost()).isEqualTo("c");
    outcomes.get(4).complete(DONE);
    assertThat(last).isCompletedWithValue(DONE);
  }

  @Test
  void receivers_take_turns() {
    send("a", 6);
    send("b", 6);
    for (int i = 0; i < 8; i++) {
      outcomes.get(i).complete(DONE);
    }

    assertThat(underway.stream().map(request -> request.to().getHost()).toList())
        .containsExactly("a", "a", "b", "b", "a", "a", "b", "b", "a", "a", "b", "b");
  }

  @Test
  void a_receiver_that_gives_no_answer_gets_one_at_a_time_until_it_does() {
    send("a", 6);
    outcomes.get(0).complete(SendResult.unreachable("x"));
    outcomes.get(1).complete(SendResult.unreachable("x"));
    assertThat(underway).hasSize(3);

    outcomes.get(2).complete(DONE);
    assertThat(underway).hasSize(5);
  }

  @Test
  void a_receiver_that_gave_no_answer_is_remembered_when_nothing_waits_for_it() {
    send("a", 1);
    outcomes.get(0).complete(SendResult.unreachable("x"));

    send("a", 2);
    assertThat(underway).hasSize(2);
    outcomes.get(1).complete(DONE);
    send("a", 1);
    assertThat(underway).hasSize(4);
  }

  @Test
  void ports_are_receivers_of_their_own_and_paths_are_not() {
    send("a", 2);
    queue.send(request("http://a/other"));
    assertThat(underway).hasSize(2);

    queue.send(request("http://a:81/"));
    assertThat(underway).hasSize(3);
  }

  private CompletableFuture<SendResult> send(String host, int times) {
    CompletableFuture<SendResult> last = null;
    for (int i = 0; i < times; i++) {
      last = queue.send(request("http://" + host + "/"));
    }
    return last;
  }

  private static OutgoingRequest request(String url) {
    return new OutgoingRequest(URI.create(url), "x", Map.of(), "");
  }
}
