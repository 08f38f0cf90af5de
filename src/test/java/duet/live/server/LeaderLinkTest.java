package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The link that makes its first visitor a leader. */
class LeaderLinkTest {

  private final Served served = Served.start();
  private final String link = Served.pathOf(served.server.leaderLink());

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void the_link_gives_a_cookie_once_and_leaves_the_address() {
    var answer = served.onlooker().get(link);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/");
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
        .doesNotContain("Secure", token());
  }

  @Test
  void a_second_visit_is_refused_and_changes_nothing() {
    var first = served.onlooker();
    first.get(link);

    for (var late : new Browser[] {served.onlooker(), first}) {
      var answer = late.get(link);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
    assertThat(first.post("/invite", Map.of("name", "Bob")).status()).isEqualTo(303);
  }

  @Test
  void of_many_who_open_it_at_once_one_leads() throws Exception {
    var threads = Executors.newFixedThreadPool(16);
    try {
      Callable<Answer> visit = () -> served.onlooker().get(link);
      var visits = threads.invokeAll(Stream.generate(() -> visit).limit(16).toList());
      int redeemed = 0;
      for (var done : visits) {
        redeemed += done.get().status() == 303 ? 1 : 0;
      }
      assertThat(redeemed).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void who_only_asks_what_is_there_does_not_use_it_up() {
    assertThat(served.onlooker().send("HEAD", link, Map.of(), "").cookie()).isEmpty();
    for (var header :
        Map.of("Sec-Purpose", "prefetch;prerender", "Purpose", "prefetch").entrySet()) {
      var advance = Map.of(header.getKey(), header.getValue());
      assertThat(served.onlooker().send("GET", link, advance, "").cookie()).isEmpty();
    }
    assertThat(served.onlooker().get(link).cookie()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void another_token_is_refused(String other) {
    var answer = served.onlooker().get("/?token=" + other);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.cookie()).isEmpty();
    assertThat(served.onlooker().get(link).cookie()).isPresent();
  }

  @Test
  void a_link_of_https_gives_a_cookie_for_https_unless_it_is_opened_on_this_machine() {
    var url = URI.create("https://live.example");
    try (var tunnelled = Served.start(Optional.of(url), StreamLimits.DEFAULT)) {
      var own = tunnelled.server.leaderLink();
      assertThat(own.toString()).startsWith("https://live.example/?token=");

      var answer =
          tunnelled.onlooker().send("GET", Served.pathOf(own), Map.of("Host", "live.example"), "");
      assertThat(answer.header("Set-Cookie").orElseThrow()).endsWith("; Secure");
    }
  }

  private String token() {
    return link.substring(link.indexOf('=') + 1);
  }
}
