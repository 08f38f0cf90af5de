package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A board goes on after failures of its own and of its listeners, and logs each kind once. */
@ResourceLock(Resources.SYSTEM_ERR)
class BoardFailuresTest {

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void takeLog() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(err);
  }

  @Test
  void after_a_look_at_a_row_that_failed_others_are_told_of() {
    var clock = new FailingClock("duet-board-listeners", 1);
    try (var watched = WatchedAgents.embedded(options -> options.withClock(clock))) {
      watched.inviter().invite("Ann");
      await().atMost(Duration.ofSeconds(30)).until(() -> clock.left.get() <= 0);
      watched.inviter().invite("Bob");

      watched.rows(rows -> rows.stream().anyMatch(row -> row.title().equals("Bob")));
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("To look at a row failed")
        .contains("the clock stands");
  }

  @Test
  void a_listener_that_fails_is_logged_once_and_others_are_told() {
    try (var watched = WatchedAgents.embedded()) {
      watched.board().listen(new FailingListener());
      watched.connected("Bob");

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> watched.told().stream().filter(told -> told.startsWith("changed")).count() > 1);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("To tell a listener failed")
        .contains("the listener failed");
  }

  private static final class FailingListener implements BoardListener {
    @Override
    public void changed(Row row) {
      throw new IllegalStateException("the listener failed");
    }

    @Override
    public void removed(String id) {}

    @Override
    public void agents() {}
  }

  /** Fails some times on one thread. */
  private static final class FailingClock extends Clock {

    private final String thread;
    private final AtomicInteger left;

    FailingClock(String thread, int times) {
      this.thread = thread;
      left = new AtomicInteger(times);
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().equals(thread) && left.getAndDecrement() > 0) {
        throw new IllegalStateException("the clock stands");
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
