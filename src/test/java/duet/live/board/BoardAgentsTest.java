package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import duet.AgentSelection;
import duet.agent.AgentAddress;
import duet.embedded.MovableClock;
import duet.exchange.Side;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that know less than others, or do odd things. */
class BoardAgentsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void an_agent_that_knows_connections_only_and_sends_no_events_is_asked_each_second() {
    try (var inviter = ScriptedAgent.idle();
        var invitee = ScriptedAgent.idle();
        var watched = watched(inviter, invitee)) {
      inviter.on("GET /connections", list(Bodies.inviter("InvitationGenerated")));
      watched.rows(rows -> rows.size() == 1);

      inviter.on("GET /connections", list(Bodies.inviter("ConnectionResponseSent")));

      var row = watched.rows(rows -> rows.get(0).standing() == Standing.COMPLETE).get(0);
      assertThat(row.states()).containsOnlyKeys(Side.INVITER);
      assertThat(watched.board().agents()).allMatch(AgentHealth::answers);
      assertThat(watched.board().remarks()).anyMatch(remark -> remark.contains("only polled"));
    }
  }

  @Test
  void an_agent_that_talks_garbage_is_in_trouble_until_it_stops() {
    try (var inviter = ScriptedAgent.idle();
        var invitee = ScriptedAgent.idle();
        var watched = watched(inviter, invitee)) {
      inviter.on("GET /connections", Reply.text(200, "text/html", "<html>"));

      var health =
          await().atMost(LIMIT).until(() -> watched.board().agents().get(0), one -> !one.answers());
      assertThat(health.trouble()).isPresent();
      assertThat(health.side()).isEqualTo(Side.INVITER);

      inviter.on("GET /connections", Reply.json(200, Bodies.page(List.of())));
      await().atMost(LIMIT).until(() -> watched.board().agents().get(0).answers());
    }
  }

  @Test
  void a_role_and_a_state_that_nobody_knows_are_shown_as_they_are() {
    try (var inviter = ScriptedAgent.idle();
        var invitee = ScriptedAgent.idle();
        var watched = watched(inviter, invitee)) {
      var odd = Bodies.inviter("<script>alert(1)</script>").put("role", "Nobody");
      inviter.on("GET /connections", list(odd.put("label", "\u202e<b>".repeat(60))));

      var row = watched.rows(rows -> rows.size() == 1).get(0);

      assertThat(row.states()).containsEntry(Side.INVITER, "<script>alert(1)</script>");
      assertThat(row.title()).isEqualTo("\u202e<b>".repeat(60));
      assertThat(row.id()).matches("[0-9a-f]{20}");
      assertThat(row.standing()).isEqualTo(Standing.UNDERWAY);
      assertThat(watched.board().detail(row.id())).isPresent();
    }
  }

  private static Reply list(JsonNode record) {
    return Reply.json(200, Bodies.page(List.of(record)));
  }

  private static WatchedAgents watched(ScriptedAgent inviter, ScriptedAgent invitee) {
    return WatchedAgents.of(
        AgentSelection.of(
            AgentAddress.of("inviter", inviter.url()), AgentAddress.of("invitee", invitee.url())),
        options -> options);
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, 3})
  void an_invitation_of_an_agent_whose_clock_is_wrong_is_open_for_its_time(int hours) {
    var clock = new MovableClock();
    clock.advance(Duration.between(clock.instant(), Instant.now().plus(Duration.ofHours(hours))));
    try (var watched = WatchedAgents.embedded(options -> options.withClock(clock))) {
      watched.connected("Ann");

      watched.inviter().invite("Bob");
      var open = watched.rows(rows -> rows.size() == 2 && standing(rows, "Bob") == Standing.OPEN);
      assertThat(open).isNotEmpty();

      clock.advance(Duration.ofSeconds(301));
      watched.rows(rows -> standing(rows, "Bob") == Standing.EXPIRED);
    }
  }

  private static Standing standing(List<Row> rows, String title) {
    return rows.stream()
        .filter(row -> row.title().equals(title))
        .findFirst()
        .orElseThrow()
        .standing();
  }
}
