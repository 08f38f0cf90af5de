package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.exchange.Side;
import duet.live.board.Standing;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may see and do what. */
class RolesTest {

  private static final List<String> STEPS = List.of("accept", "delete", "issue", "present");

  private final Served served = Served.start();
  private final Browser leader = served.leader();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void a_leader_invites_accepts_and_deletes() {
    var invited = leader.post("/invite", Map.of("name", "Bob"));
    var pair = invited.header("Location").orElseThrow();

    assertThat(invited.status()).isEqualTo(303);
    assertThat(leader.get(pair + "/code.png").header("Content-Type")).contains("image/png");
    assertThat(leader.post(pair + "/accept", Map.of()).header("Location")).contains(pair);
    assertThat(served.inviter().connections()).hasSize(1);
    var other = leader.post("/invite", Map.of("name", "Carol")).header("Location").orElseThrow();
    var deleted = leader.post(other + "/delete", Map.of());
    assertThat(deleted.header("Location")).as(deleted.body()).contains("/");
    assertThat(served.inviter().connections()).hasSize(1);
    assertThat(leader.get(other).status()).isEqualTo(404);
  }

  @Test
  void nobody_else_can_do_any_of_it() {
    leader.post("/invite", Map.of("name", "Bob"));
    var id = served.newest();
    var before = served.inviter().connections();
    var participant = served.participant("Carol");
    assertThat(served.inviter().connections()).hasSize(before.size() + 1);

    for (var browser : List.of(served.onlooker(), participant, unknown())) {
      assertThat(browser.post("/invite", Map.of("name", "x")).status()).isEqualTo(403);
      for (String step : STEPS) {
        assertThat(browser.post("/pairs/" + id + "/" + step, Map.of()).status()).isEqualTo(403);
        var own = "/pairs/" + served.newest() + "/" + step;
        assertThat(browser.post(own, Map.of()).status()).isEqualTo(403);
      }
    }
    assertThat(served.inviter().connections()).hasSize(before.size() + 1);
    assertThat(served.agents.agent(Side.INVITEE).connections()).isEmpty();
  }

  @Test
  void an_invitation_is_seen_by_its_participant_and_by_leaders_only() {
    var carol = served.participant("Carol");
    var id = served.newest();
    var link = served.board.detail(id).orElseThrow().link().orElseThrow();
    var secret = link.substring(link.indexOf('=') + 1);

    assertThat(carol.get("/join").body()).contains(secret);
    assertThat(carol.get("/pairs/" + id + "/code.png").status()).isEqualTo(200);
    assertThat(leader.get("/pairs/" + id).body()).contains(secret);
    for (var browser : List.of(served.onlooker(), served.participant("Dave"), unknown())) {
      assertThat(browser.get("/pairs/" + id + "/code.png").status()).isEqualTo(403);
      for (String path : List.of("/", "/join", "/pairs/" + id, "/pairs/" + id + "/messages/0")) {
        assertThat(browser.get(path).body()).doesNotContain(secret);
      }
    }
  }

  @Test
  void a_participant_gets_the_same_invitation_until_it_is_over() {
    var carol = served.participant("Carol");
    var first = served.newest();
    carol.post("/join", Map.of("name", "Carol"));
    assertThat(served.board.rows()).hasSize(1);

    leader.post("/pairs/" + first + "/delete", Map.of());
    var cookie = carol.cookie();
    assertThat(carol.post("/join", Map.of("name", "Carol")).header("Location")).contains("/join");

    assertThat(served.newest()).isNotEqualTo(first);
    assertThat(carol.cookie()).isEqualTo(cookie);
  }

  @Test
  void an_open_invitation_of_ones_own_is_at_join() {
    var carol = served.participant("Carol");
    var pair = "/pairs/" + served.newest();

    assertThat(carol.get(pair).header("Location")).contains("/join");
    assertThat(carol.get("/").body()).contains("My invitation");
    assertThat(leader.get(pair).status()).isEqualTo(200);
    assertThat(served.onlooker().get(pair).status()).isEqualTo(200);

    leader.post(pair + "/accept", Map.of());
    assertThat(carol.get(pair).status()).isEqualTo(200);
  }

  @Test
  void a_code_leads_the_room_to_join_where_it_can() {
    assertThat(leader.get("/join.png").status()).isEqualTo(404);
    assertThat(leader.get("/join/code").status()).isEqualTo(404);

    var url = URI.create("http://192.168.1.17:8000");
    try (var open = Served.start(Optional.of(url), StreamLimits.DEFAULT)) {
      var onlooker = open.onlooker();

      assertThat(onlooker.get("/join.png").header("Content-Type")).contains("image/png");
      assertThat(onlooker.get("/join/code").body()).contains(url + "/join", "/join.png");
      assertThat(onlooker.get("/").body()).contains("/join.png").doesNotContain("/join/code");
      assertThat(open.leader().get("/").body()).contains("/join/code");
    }
  }

  @Test
  void a_refusal_has_a_short_heading_and_the_agents_words_below() {
    leader.post("/invite", Map.of("name", "Bob"));
    var pair = "/pairs/" + served.newest();
    leader.post(pair + "/accept", Map.of());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> served.board.rows().get(0).standing() == Standing.COMPLETE);

    assertThat(leader.get(pair).body()).doesNotContain("Delete");
    assertThat(leader.post(pair + "/delete", Map.of()).body())
        .contains("<h1>Not done: agents delete only what nobody has answered.</h1>")
        .contains("HTTP 403");
  }

  @Test
  void a_leader_who_joins_stays_one() {
    assertThat(leader.post("/join", Map.of("name", "Ann")).cookie()).isEmpty();

    assertThat(leader.get("/join").body()).contains("Ann");
    assertThat(leader.post("/invite", Map.of("name", "Bob")).status()).isEqualTo(303);
  }

  @Test
  void only_a_leader_is_told_in_the_agents_words_what_failed() {
    var agent = served.agents.embedded(Side.INVITER).orElseThrow();
    var address = agent.url().getAuthority();
    agent.close();

    var led = leader.post("/invite", Map.of("name", "Bob"));
    var joined = served.onlooker().post("/join", Map.of("name", "Carol"));
    assertThat(led.status()).isEqualTo(502);
    assertThat(led.body()).contains(address);
    assertThat(joined.status()).isEqualTo(502);
    assertThat(joined.cookie()).isEmpty();
    assertThat(joined.body()).doesNotContain(address);
  }

  private Browser unknown() {
    var known = leader.cookie().orElseThrow();
    var name = known.substring(0, known.indexOf('=') + 1);
    return served.onlooker().with(Optional.of(name + "x".repeat(43)));
  }
}
