package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.exchange.Side;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What streams tell. */
class StreamsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void a_stream_begins_with_the_board_and_goes_on_with_whole_rows() {
    try (var served = Served.start()) {
      var leader = served.leader();
      leader.post("/invite", Map.of("name", "Alice"));
      var alice = served.newest();
      try (var events = new EventReader(served.onlooker().open("/events"))) {
        await().atMost(LIMIT).until(() -> events.events().size() >= 2);
        assertThat(events.events().get(0).name()).isEqualTo("board");
        assertThat(events.events().get(0).data()).contains("pair-" + alice, "Alice");
        assertThat(events.events().get(1).name()).isEqualTo("agents");

        leader.post("/invite", Map.of("name", "Bob"));
        var bob = served.newest();
        await().atMost(LIMIT).until(() -> events.find("row", "pair-" + bob).isPresent());
        leader.post("/pairs/" + bob + "/accept", Map.of());
        leader.post("/pairs/" + alice + "/delete", Map.of());
        await().atMost(LIMIT).until(() -> events.find("gone", alice).isPresent());
      }
    }
  }

  @Test
  void a_pairs_stream_begins_with_the_pair_and_shows_it_grow() {
    try (var served = Served.start()) {
      var leader = served.leader();
      var pair = leader.post("/invite", Map.of("name", "Bob")).header("Location").orElseThrow();
      var path = "/events?pair=" + pair.substring(7);
      try (var own = new EventReader(leader.open(path));
          var others = new EventReader(served.onlooker().open(path))) {
        await().atMost(LIMIT).until(() -> own.find("pair", "code.png").isPresent());
        await().atMost(LIMIT).until(() -> !others.named("pair").isEmpty());
        assertThat(others.events().get(0).data()).doesNotContain("code.png", "_oob");

        leader.post(pair + "/accept", Map.of());
        await()
            .atMost(LIMIT)
            .until(() -> others.find("pair", "ConnectionResponseSent").isPresent());
        assertThat(own.named("board")).isEmpty();
      }
    }
  }

  @Test
  void a_participants_stream_shows_the_own_invitation_until_it_is_answered() {
    try (var served = Served.start()) {
      var carol = served.participant("Carol");
      try (var events = new EventReader(carol.open("/events?own"));
          var none = new EventReader(served.onlooker().open("/events?own"))) {
        await().atMost(LIMIT).until(() -> events.find("own", "code.png").isPresent());

        served.leader().post("/pairs/" + served.newest() + "/accept", Map.of());
        await()
            .atMost(LIMIT)
            .until(
                () -> {
                  var told = events.named("own");
                  return !told.get(told.size() - 1).data().contains("code.png");
                });
        assertThat(none.named("own")).isEmpty();
      }
    }
  }

  @Test
  void a_silent_stream_has_signs_of_life() {
    var often = new StreamLimits(300, Duration.ofSeconds(15), Duration.ofMillis(100));
    try (var served = Served.start(often);
        var events = new EventReader(served.onlooker().open("/events"))) {
      await().atMost(LIMIT).until(() -> events.named("beat").size() >= 2);
    }
  }

  @Test
  void streams_over_the_limit_are_told_to_come_back_and_one_that_ends_makes_room() {
    var few = new StreamLimits(2, Duration.ofSeconds(15), Duration.ofMillis(100));
    try (var served = Served.start(few)) {
      var first = new EventReader(served.onlooker().open("/events"));
      try (var second = new EventReader(served.onlooker().open("/events"))) {
        await().atMost(LIMIT).until(() -> !first.events().isEmpty());
        await().atMost(LIMIT).until(() -> !second.events().isEmpty());

        var refused = served.onlooker().get("/events");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.header("Content-Type")).contains("text/html; charset=utf-8");

        first.close();
        await()
            .atMost(LIMIT)
            .until(
                () -> {
                  try (var third = served.onlooker().open("/events")) {
                    return Browser.reader(third).readLine().contains(" 200 ");
                  }
                });
      }
    }
  }

  @Test
  void closing_the_server_ends_streams_at_once() {
    var served = Served.start();
    try (var events = new EventReader(served.onlooker().open("/events"))) {
      await().atMost(LIMIT).until(() -> !events.events().isEmpty());
      long begin = System.nanoTime();
      served.close();
      await().atMost(LIMIT).until(events::ended);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void agents_that_stop_are_told_of() {
    try (var served = Served.start();
        var events = new EventReader(served.onlooker().open("/events"))) {
      await().atMost(LIMIT).until(() -> !events.named("agents").isEmpty());
      served.agents.embedded(Side.INVITEE).orElseThrow().close();

      await().atMost(LIMIT).until(() -> events.named("agents").size() >= 2);
      assertThat(served.board.agents()).anyMatch(agent -> !agent.answers());
    }
  }
}
