package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must be in no page and no event. */
class SecretsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void no_page_and_no_event_has_a_token_or_a_cookie() {
    try (var served = Served.start()) {
      var token = served.server.leaderLink().getQuery().substring("token=".length());
      var leader = served.leader();
      var carol = served.participant("Carol");
      var pair = "/pairs/" + served.newest();
      var seen = new ArrayList<String>();
      try (var board = new EventReader(leader.open("/events"));
          var one = new EventReader(leader.open("/events?pair=" + served.newest()));
          var own = new EventReader(carol.open("/events?own"))) {
        leader.post(pair + "/accept", Map.of());
        await().atMost(LIMIT).until(() -> one.find("pair", "ConnectionResponseSent").isPresent());
        for (var reader : List.of(board, one, own)) {
          reader.events().forEach(event -> seen.add(event.data()));
        }
      }
      for (var browser : List.of(leader, carol, served.onlooker())) {
        for (String path :
            List.of("/", "/join", pair, pair + "/messages/1", "/nowhere", "/?token=" + token)) {
          seen.add(browser.get(path).body());
        }
      }
      assertThat(seen)
          .hasSizeGreaterThan(20)
          .noneMatch(text -> text.contains(token))
          .noneMatch(text -> text.contains(value(leader)))
          .noneMatch(text -> text.contains(value(carol)));
    }
  }

  private static String value(Browser browser) {
    var cookie = browser.cookie().orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1);
  }
}
