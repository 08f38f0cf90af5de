package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to requests that fit nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathsTest {

  private final Served served = Served.start();
  private final Browser leader = served.leader();

  @AfterAll
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x",
        "/index.html",
        "/pairs",
        "/pairs/",
        "/pairs/x",
        "/pairs/x/code.png",
        "/pairs/x/messages/0",
        "/pairs/x/messages/0/1",
        "/events?pair=x",
        "/live.css/x",
        "/..%2flive.json",
        "/didcomm",
        "/invite/"
      })
  void an_unknown_path_is_a_page_with_404(String path) {
    var answer = leader.get(path);

    assertThat(answer.status()).isIn(404, 400);
    assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/,'GET, HEAD, POST'",
    "POST,/,'GET, HEAD'",
    "POST,/events,'GET, HEAD'",
    "DELETE,/pairs/x,'GET, HEAD, POST'",
    "GET,/invite,POST",
    "GET,/pairs/x/accept,POST",
    "OPTIONS,/join,'GET, HEAD, POST'",
    "TRACE,/,'GET, HEAD, POST'"
  })
  void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) {
    var answer = leader.send(method, path, Map.of("Origin", served.url().toString()), "");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains(allowed);
  }

  @Test
  void a_head_has_no_body_and_opens_no_stream() {
    for (String path : new String[] {"/", "/join", "/live.css", "/events"}) {
      var answer = leader.send("HEAD", path, Map.of(), "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void a_body_that_is_no_form_or_too_large_is_refused() {
    var origin = served.url().toString();
    assertThat(
            leader
                .send(
                    "POST",
                    "/invite",
                    Map.of("Origin", origin, "Content-Type", "application/json"),
                    "{\"name\":\"Bob\"}")
                .status())
        .isEqualTo(415);
    var large = leader.post("/invite", Map.of("name", "x".repeat(17_000)));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.header("Content-Type")).contains("text/html; charset=utf-8");
    for (String body : new String[] {"name=%", "name=%ff%fe", "name=a&name=b", "name=%zz"}) {
      assertThat(leader.send("POST", "/invite", Map.of("Origin", origin), body).status())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(leader.post("/invite", Map.of()).status()).isEqualTo(400);
    assertThat(leader.post("/invite", Map.of("name", "  ")).status()).isEqualTo(400);
  }

  @Test
  void a_head_that_is_too_large_is_refused_with_a_page() {
    assertThat(leader.get("/?" + "x".repeat(20_000)).status()).isEqualTo(414);
  }
}
