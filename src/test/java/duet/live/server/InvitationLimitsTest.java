package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import duet.embedded.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;

/** How many invitations the page makes. */
class InvitationLimitsTest {

  @Test
  void more_than_sixty_a_minute_from_one_address_are_refused_and_made_again_later() {
    try (var served = Served.start()) {
      for (int i = 0; i < 60; i++) {
        assertThat(served.onlooker().post("/join", Map.of("name", "p" + i)).status())
            .isEqualTo(303);
      }
      served.clock.advance(Duration.ofSeconds(20));
      var refused = served.onlooker().post("/join", Map.of("name", "late"));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).contains("40");
      assertThat(refused.cookie()).isEmpty();
      assertThat(served.board.rows()).hasSize(60);
      assertThat(served.leader().post("/invite", Map.of("name", "own")).status()).isEqualTo(303);

      served.clock.advance(Duration.ofSeconds(40));
      assertThat(served.onlooker().post("/join", Map.of("name", "late")).status()).isEqualTo(303);
    }
  }

  @Test
  void twenty_participants_at_once_get_an_invitation_each() throws Exception {
    try (var served = Served.start()) {
      var threads = Executors.newFixedThreadPool(20);
      try {
        var joins =
            IntStream.range(0, 20)
                .<Callable<Answer>>mapToObj(
                    i -> () -> served.onlooker().post("/join", Map.of("name", "p" + i)))
                .toList();
        for (var join : threads.invokeAll(joins)) {
          assertThat(join.get().status()).isEqualTo(303);
          assertThat(join.get().cookie()).isPresent();
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(served.board.rows()).hasSize(20);
    }
  }

  @Test
  void a_form_that_is_sent_twice_at_once_makes_one_invitation() throws Exception {
    try (var served = Served.start()) {
      var carol = served.participant("Carol");
      served.leader().post("/pairs/" + served.newest() + "/delete", Map.of());
      var threads = Executors.newFixedThreadPool(8);
      try {
        Callable<Answer> join =
            () -> served.onlooker().with(carol.cookie()).post("/join", Map.of("name", "Carol"));
        for (var done : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> join).toList())) {
          assertThat(done.get().status()).isEqualTo(303);
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(served.inviter().connections()).hasSize(1);
    }
  }

  @Test
  void all_addresses_together_have_a_limit_of_their_own() {
    var clock = new MovableClock();
    var quota = new InvitationQuota(2, 3, clock);
    quota.take("a");
    clock.advance(Duration.ofSeconds(10));
    quota.take("a");
    quota.take("b");

    for (String address : new String[] {"a", "b", "c"}) {
      assertThatExceptionOfType(PageProblem.class)
          .isThrownBy(() -> quota.take(address))
          .satisfies(
              problem -> {
                assertThat(problem.status()).isEqualTo(429);
                assertThat(problem.headers()).containsEntry(HttpHeader.RETRY_AFTER, "50");
              });
    }
    clock.advance(Duration.ofSeconds(50));
    quota.take("c");
    assertThatExceptionOfType(PageProblem.class).isThrownBy(() -> quota.take("c"));
  }
}
