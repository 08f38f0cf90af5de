package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.AgentSelection;
import duet.agent.AgentAddress;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a board does with more than it can show, and how fast it is. */
class BoardLimitsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant BEGAN = Instant.now().minusSeconds(100_000);

  @Test
  void of_more_than_1000_connections_those_that_ended_first_make_room() {
    try (var inviter = ScriptedAgent.idle();
        var invitee = ScriptedAgent.idle()) {
      var records = new ArrayList<ObjectNode>();
      records.add(record(0, "ConnectionRequestReceived"));
      for (int i = 1; i <= 1_050; i++) {
        records.add(record(i, "ConnectionResponseSent"));
      }
      inviter.on("GET /connections", Reply.json(200, Bodies.page(records)));
      var selection =
          AgentSelection.of(
              AgentAddress.of("inviter", inviter.url()), AgentAddress.of("invitee", invitee.url()));
      try (var watched = WatchedAgents.of(selection, options -> options)) {
        var rows =
            watched.rows(all -> all.size() == 1_000 && all.get(0).title().equals("number 1050"));
        assertThat(rows.get(998).title()).isEqualTo("number 52");
        assertThat(rows.get(999).title()).isEqualTo("number 0");

        await().atMost(LIMIT).until(() -> listings(inviter) >= 2);
        int told = watched.told().size();
        int listings = listings(inviter);
        await().atMost(LIMIT).until(() -> listings(inviter) >= listings + 1);
        assertThat(watched.told()).hasSize(told);
      }
    }
  }

  @Test
  void a_listener_is_told_within_milliseconds_of_what_a_step_changed() {
    try (var watched = WatchedAgents.embedded()) {
      Map<String, Long> told = new ConcurrentHashMap<>();
      watched
          .board()
          .listen(
              new BoardListener() {
                @Override
                public void changed(Row row) {
                  told.putIfAbsent(row.title(), System.nanoTime());
                }

                @Override
                public void removed(String id) {}

                @Override
                public void agents() {}
              });
      var delays = new ArrayList<Long>();
      for (int i = 0; i < 21; i++) {
        var name = "number " + i;
        watched.steps().invite(name);
        long made = System.nanoTime();
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> told.containsKey(name));
        delays.add(told.get(name) - made);
      }
      assertThat(delays.stream().sorted().toList().get(10))
          .isLessThan(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void a_listener_that_fails_keeps_nobody_else_from_being_told() {
    try (var watched = WatchedAgents.embedded()) {
      watched
          .board()
          .listen(
              new BoardListener() {
                @Override
                public void changed(Row row) {
                  throw new IllegalStateException();
                }

                @Override
                public void removed(String id) {}

                @Override
                public void agents() {}
              });
      var first = watched.steps().invite("one");
      var second = watched.steps().invite("two");

      await()
          .atMost(LIMIT)
          .until(
              () ->
                  watched
                      .told()
                      .containsAll(List.of("changed " + first.id(), "changed " + second.id())));
    }
  }

  private static int listings(ScriptedAgent agent) {
    return (int)
        agent.received().stream().filter(call -> call.target().startsWith("/connections?")).count();
  }

  private static ObjectNode record(int number, String state) {
    var id = "00000000-0000-4000-8000-%012d".formatted(number);
    return Bodies.connection(id, "Inviter", state)
        .put("thid", id)
        .put("label", "number " + number)
        .put("createdAt", BEGAN.plusSeconds(number).toString())
        .put("updatedAt", BEGAN.plusSeconds(number).toString());
  }
}
