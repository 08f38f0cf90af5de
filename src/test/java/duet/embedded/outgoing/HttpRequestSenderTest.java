package duet.embedded.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.RawServer;
import duet.text.HttpUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestSenderTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private final Server threads = new Server();
  private final RequestSender sender = new HttpRequestSender(SHORT, SHORT, threads);

  @BeforeEach
  void start() throws Exception {
    threads.start();
  }

  @AfterEach
  void stop() throws Exception {
    threads.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"})
  void an_answer_that_never_comes_or_never_ends_is_given_up(String bytes) {
    try (var server = RawServer.holding(bytes)) {
      assertThat(sent(server.url())).isEqualTo(unreachable(server, "No answer within 500 ms"));
    }
  }

  @Test
  void an_answer_that_breaks_off_is_reported_in_plain_words() {
    try (var server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nha")) {
      assertThat(sent(server.url()))
          .isIn(
              unreachable(server, "Connection closed before the end of the answer"),
              unreachable(server, "Connection reset"));
    }
  }

  @Test
  void an_answer_that_is_not_http_is_reported_in_plain_words() {
    try (var server = RawServer.holding("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertThat(sent(server.url())).isEqualTo(unreachable(server, "Not an HTTP answer"));
    }
  }

  @Test
  void of_a_large_answer_the_start_is_enough() {
    var head = "HTTP/1.1 400 No\r\nContent-Length: 99999999\r\n\r\n";
    try (var server = RawServer.holding(head + "x".repeat(100_000))) {
      var delivery = sent(server.url());

      assertThat(delivery.status()).isEqualTo(400);
      assertThat(delivery.answer()).hasSize(65_536);
    }
  }

  @Test
  void a_closed_port_and_an_unknown_name_are_reported_in_plain_words() {
    var server = RawServer.saying("");
    server.close();

    assertThat(sent(server.url())).isEqualTo(unreachable(server, "Connection refused"));
    assertThat(sent("http://no-such-host.invalid/").answer()).contains("does not resolve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a/",
        "file:///etc/passwd",
        "http:///x",
        "mailto:a@b",
        "/x",
        "http://a:0/",
        "http://u:p@a/",
        "http://a:70000/"
      })
  void other_addresses_are_never_called(String url) {
    assertThat(HttpUrl.isValid(URI.create(url))).isFalse();
    assertThat(sent(url).unanswered()).isTrue();
  }

  private static SendResult unreachable(RawServer server, String reason) {
    return SendResult.unreachable(reason + ": 127.0.0.1:" + server.port());
  }

  private SendResult sent(String url) {
    return sender
        .send(new OutgoingRequest(URI.create(url), "x", Map.of(), "body"))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }
}
