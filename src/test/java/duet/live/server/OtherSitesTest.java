package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other sites can do: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherSitesTest {

  private static final Map<String, String> NAME = Map.of("name", "Mallory");

  private final Served served =
      Served.start(Optional.of(URI.create("https://live.example:8443")), StreamLimits.DEFAULT);
  private final Browser leader = served.leader();

  @AfterAll
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1.evil.example",
        "evil.localhost",
        "10.0.0.1:PORT",
        "0.0.0.0:PORT",
        "2130706433",
        "live.example.evil.example"
      })
  void a_host_that_is_not_ours_is_refused(String host) {
    for (String path : new String[] {"/", "/events", "/live.css", "/nowhere"}) {
      var answer = leader.send("GET", path, Map.of("Host", filled(host)), "");
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1:PORT",
        "[::1]:PORT",
        "Live.Example",
        "live.example:8443"
      })
  void our_own_hosts_are_served_with_any_port(String host) {
    var answer = leader.send("GET", "/", Map.of("Host", filled(host)), "");

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:PORT",
        "http://live.example",
        "https://live.example",
        "https://live.example:8443.evil.example"
      })
  void a_form_of_another_origin_is_refused_even_with_the_leaders_cookie(String origin) {
    int before = served.board.rows().size();
    for (String path : new String[] {"/invite", "/join"}) {
      var answer = leader.post(path, NAME, Map.of("Origin", filled(origin)));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.cookie()).isEmpty();
    }
    assertThat(served.board.rows()).hasSize(before);
  }

  @Test
  void a_form_without_an_origin_is_refused_unless_the_browser_says_that_it_is_ours() {
    assertThat(leader.post("/invite", NAME, Map.of()).status()).isEqualTo(403);
    for (String site : new String[] {"cross-site", "same-site", "none"}) {
      assertThat(leader.post("/invite", NAME, Map.of("Sec-Fetch-Site", site)).status())
          .isEqualTo(403);
    }
    assertThat(leader.post("/invite", NAME, Map.of("Sec-Fetch-Site", "same-origin")).status())
        .isEqualTo(303);
  }

  @Test
  void a_form_of_the_public_page_is_taken_whatever_host_a_proxy_names() {
    assertThat(leader.post("/invite", NAME, Map.of("Origin", "https://live.example:8443")).status())
        .isEqualTo(303);
  }

  @Test
  void another_sites_page_cannot_read_the_stream() {
    var answer = leader.send("GET", "/events", Map.of("Origin", "https://evil.example"), "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers()).noneMatch(line -> line.startsWith("Access-Control"));
  }

  @Test
  void every_answer_keeps_scripts_frames_and_caches_out() {
    for (String path : new String[] {"/", "/join", "/nowhere", "/?token=x", "/pairs/x"}) {
      var answer = leader.get(path);
      assertThat(answer.header("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("Referrer-Policy")).contains("same-origin");
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  private String filled(String text) {
    return text.replace("PORT", String.valueOf(served.url().getPort()));
  }
}
