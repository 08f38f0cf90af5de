package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static Void tell(Timeline timeline, Side side, CyclicBarrier together) throws Exception {
    together.await();
    for (int state = 0; state < 2_000; state++) {
      timeline.add(side, "State" + state, Timeline.Source.POLL);
    }
    return null;
  }
}
