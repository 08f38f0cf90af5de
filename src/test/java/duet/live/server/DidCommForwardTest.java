package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import duet.exchange.Side;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes for the inviter to the page's port. */
class DidCommForwardTest {

  private static final Optional<URI> PUBLIC = Optional.of(URI.create("https://live.example"));
  private static final Map<String, String> MESSAGE =
      Map.of(
          "Host",
          "live.example",
          "Content-Type",
          "application/didcomm-encrypted+json",
          "Origin",
          "https://wallet.example",
          "apikey",
          "x");

  @Test
  void a_message_is_passed_on_and_the_answer_back() {
    try (var served = Served.start(PUBLIC, StreamLimits.DEFAULT)) {
      var answer = served.onlooker().send("POST", "/didcomm", MESSAGE, "{}");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("RequestBodyDecodingFailure");
      assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
      assertThat(served.onlooker().send("OPTIONS", "/didcomm", MESSAGE, "").status())
          .isEqualTo(204);
      assertThat(served.onlooker().send("GET", "/didcomm", MESSAGE, "").status()).isEqualTo(405);
      var large = served.onlooker().send("POST", "/didcomm", MESSAGE, "x".repeat(1_100_000));
      assertThat(large.status()).isEqualTo(413);
      assertThat(large.header("Content-Type")).contains("application/json");
      assertThat(served.onlooker().send("POST", "/didcomm/", MESSAGE, "{}").status())
          .isEqualTo(403);
    }
  }

  @Test
  void an_agent_that_is_gone_is_a_bad_gateway() {
    try (var served = Served.start(PUBLIC, StreamLimits.DEFAULT)) {
      served.agents.embedded(Side.INVITER).orElseThrow().close();

      assertThat(served.onlooker().send("POST", "/didcomm", MESSAGE, "{}").status()).isEqualTo(502);
    }
  }

  @Test
  void without_a_public_url_nothing_is_passed_on() {
    try (var served = Served.start()) {
      var headers = Map.of("Origin", served.url().toString());

      assertThat(served.onlooker().send("POST", "/didcomm", headers, "{}").status()).isEqualTo(404);
    }
  }
}
