package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void what_two_threads_tell_at_once_stands_in_the_order_of_its_times() throws Exception {
    var timeline = new Timeline();
    var together = new CyclicBarrier(2);
    ExecutorService both = Executors.newFixedThreadPool(2);

    var inviter = both.submit(() -> tell(timeline, Side.INVITER, together));
    var invitee = both.submit(() -> tell(timeline, Side.INVITEE, together));
    inviter.get();
    invitee.get();
    both.shutdown();

    assertThat(timeline.entries()).hasSize(4_000).map(Timeline.Entry::at).isSorted();
  }

  @Test
  void states_can_stand_at_the_times_that_agents_tell() {
    var began = Instant.now().minusSeconds(60);
    var timeline = Timeline.ofAgents(began);

    timeline.add(Side.INVITER, at(began.plusSeconds(5)), Timeline.Source.POLL);
    timeline.add(Side.INVITEE, at(began.plusSeconds(2)), Timeline.Source.POLL);

    assertThat(timeline.entries())
        .map(Timeline.Entry::at)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(2));
    assertThat(timeline.length()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void a_record_that_never_changed_stands_where_it_began() {
    var began = Instant.now().minusSeconds(60);
    var timeline = Timeline.ofAgents(began);

    timeline.add(
        Side.INVITER,
        new Note(ConnectionState.INVITATION_GENERATED, Optional.of(began), Optional.empty()),
        Timeline.Source.WEBHOOK);

    assertThat(timeline.length()).isEqualTo(Duration.ZERO);
  }

  @Test
  void a_clock_that_is_wrong_counts_for_nothing() {
    var began = Instant.now().minusSeconds(60);
    var timeline = Timeline.ofAgents(began);

    timeline.add(Side.INVITER, at(began.minusSeconds(1)), Timeline.Source.POLL);
    timeline.add(Side.INVITEE, at(began.plusSeconds(3_600)), Timeline.Source.POLL);

    assertThat(timeline.entries())
        .allSatisfy(
            entry -> assertThat(entry.at()).isBetween(Duration.ofSeconds(59), timeline.elapsed()));
  }

  private static Note at(Instant time) {
    return new Note(
        ConnectionState.INVITATION_GENERATED, Optional.of(time.minusSeconds(1)), Optional.of(time));
  }

  private static Void tell(Timeline timeline, Side side, CyclicBarrier together) throws Exception {
    var seen = new Note(ConnectionState.INVITATION_GENERATED);
    together.await();
    for (int state = 0; state < 2_000; state++) {
      timeline.add(side, seen, Timeline.Source.POLL);
    }
    return null;
  }
}
