package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.live.board.Board;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many pairs, many who watch them, and one who doesn't listen. */
class CrowdTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Before the connection is closed as idle. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final int WATCHERS = 200;
  private static final long MOST_BYTES = 100L << 20;

  @Test
  void two_hundred_streams_show_a_thousand_pairs_and_drop_the_one_that_reads_nothing()
      throws IOException {
    var impatient = new StreamLimits(300, Duration.ofSeconds(3), Duration.ofSeconds(2));
    try (var served = Served.start(impatient)) {
      for (int i = 0; i < Board.MOST_ROWS; i++) {
        served.inviter().invite("pair " + i);
      }
      await().atMost(LIMIT).until(() -> served.board.rows().size() == Board.MOST_ROWS);
      long before = usedHeap();

      try (var deaf = served.onlooker().stall("/events")) {
        await().atMost(LIMIT).until(() -> served.server.streamCount() == 1);
        var watchers =
            Stream.generate(() -> new EventReader(served.onlooker().open("/events")))
                .limit(WATCHERS)
                .toList();
        await().atMost(LIMIT).until(() -> all(watchers, watcher -> boardRows(watcher) > 0));
        assertThat(watchers).allMatch(watcher -> boardRows(watcher) == Board.MOST_ROWS);

        served.inviter().invite("one more");
        await()
            .atMost(LIMIT)
            .until(() -> all(watchers, one -> one.find("row", "one more").isPresent()));
        assertThat(usedHeap() - before).isLessThan(MOST_BYTES);
        await().atMost(SOON).until(() -> served.server.streamCount() == WATCHERS);
        assertThat(watchers).noneMatch(EventReader::ended);

        assertThat(deaf.isClosed()).isFalse();
        try (var again = new EventReader(served.onlooker().open("/events"))) {
          await().atMost(LIMIT).until(() -> !again.named("board").isEmpty());
        }
        watchers.forEach(EventReader::close);
      }
    }
  }

  private static boolean all(List<EventReader> readers, Predicate<EventReader> test) {
    return readers.stream().allMatch(test);
  }

  private static int boardRows(EventReader reader) {
    return reader.named("board").stream().mapToInt(EventReader.Event::rows).sum();
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
