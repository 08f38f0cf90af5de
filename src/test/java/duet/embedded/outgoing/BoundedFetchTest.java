package duet.embedded.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.embedded.outgoing.FetchException.Fault;
import duet.fixture.RawServer;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedFetchTest {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Server threads = new Server();
  private final BoundedFetch fetch = new HttpRequestSender(CONNECT, CONNECT, threads).fetch();
  private final BoundedFetch careful =
      HttpRequestSender.toNetwork(CONNECT, CONNECT, threads).fetch();
  private final StubServer server = new StubServer(Reply.text(200, "text/plain", "Grüße"));

  @BeforeEach
  void start() throws Exception {
    threads.start();
  }

  @AfterEach
  void stop() throws Exception {
    threads.stop();
    server.close();
  }

  @Test
  void what_is_at_a_url_is_read_with_one_get() {
    assertThat(read(server.url() + "/a?b=c")).isEqualTo("Grüße");
    assertThat(server.requests()).containsExactly("GET /a?b=c");
    assertThat(server.received().get(0).headers().getFirst("Accept"))
        .startsWith("application/json");
  }

  @Test
  void as_much_as_the_limit_is_read_and_not_a_byte_more() {
    var most = "x".repeat(256 * 1024);
    server.always(Reply.text(200, "text/plain", most));
    assertThat(read(server.url())).isEqualTo(most);

    server.always(Reply.text(200, "text/plain", most + "x"));
    assertThat(failure(server.url(), Fault.TOO_LARGE))
        .isEqualTo("More than the 256 KiB that are read: " + server.url());
  }

  @Test
  void an_answer_without_an_end_is_aborted_at_the_limit() {
    var head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n";
    try (var endless = RawServer.holding(head + "x".repeat(300_000))) {
      failure(endless.url(), Fault.TOO_LARGE);
    }
  }

  @Test
  void an_answer_that_trickles_is_given_up_after_5_seconds_in_all() {
    try (var trickling =
        RawServer.speaking(
            caller -> {
              var out = caller.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF_8));
              caller.setSoTimeout(200);
              while (awaitsMore(caller)) {
                out.write('x');
              }
            })) {
      long begun = System.nanoTime();
      assertThat(failure(trickling.url(), Fault.NO_ANSWER))
          .isEqualTo("No answer within 5000 ms: 127.0.0.1:" + trickling.port());
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(4500), Duration.ofSeconds(15));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, Answered with 404: ",
    "500, Answered with 500: ",
    "302, Answered with 302 (redirects aren't followed): "
  })
  void another_status_than_success_is_a_failure(int status, String reason) {
    server.always(Reply.redirect(status, server.url() + "/elsewhere"));
    assertThat(failure(server.url() + "/a", Fault.STATUS))
        .isEqualTo(reason + " " + server.url() + "/a");
    assertThat(server.requests()).containsExactly("GET /a");
  }

  @Test
  void other_encodings_are_refused_and_a_byte_order_mark_is_skipped() {
    server.always(Reply.bytes(200, new byte[] {(byte) 0xfc}));
    assertThat(failure(server.url(), Fault.NOT_TEXT)).isEqualTo("Not in UTF-8: " + server.url());

    server.always(Reply.text(200, "text/plain", "\ufeff{}"));
    assertThat(read(server.url())).isEqualTo("{}");
  }

  @Test
  void a_server_that_is_not_there_is_reported_in_plain_words() {
    var gone = RawServer.saying("");
    gone.close();

    assertThat(failure(gone.url(), Fault.NO_ANSWER))
        .isEqualTo("Connection refused: 127.0.0.1:" + gone.port());
    assertThat(failure("http://no-such-host.invalid/", Fault.NO_ANSWER))
        .contains("does not resolve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://a/",
        "file:///etc/passwd",
        "/etc/passwd",
        "did:prism:abc",
        "http:///x",
        "http://a:0/",
        "http://u:p@a/",
        "http://a b/"
      })
  void other_urls_are_never_called(String url) {
    failure(url, Fault.INVALID_URL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"})
  void addresses_of_this_machine_are_refused_where_peers_may_not_name_them(String host) {
    var where = host + ":" + server.port();
    assertThat(failure(careful, "http://" + where + "/schema", Fault.INVALID_URL))
        .isEqualTo(
            "This agent doesn't call loopback or link-local addresses that others name: "
                + where
                + " (--allow-loopback-peers permits it)");
    assertThat(server.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:,hello | hello",
        "data:application/json,{\"a\":%201} | {\"a\": 1}",
        "data:application/json;charset=utf-8,%7B%22a%22%3A%22%C3%BC%22%7D | {\"a\":\"ü\"}",
        "DATA:;BASE64,eyJhIjoiw7wifQ== | {\"a\":\"ü\"}",
        "data:application/json;base64,eyJhIjoiw7wifQ | {\"a\":\"ü\"}",
        "data:application/json;base64,eyJhIjoiw7wifQ%3D%3D | {\"a\":\"ü\"}",
        "data:;base64,Pz8_Pj4- | ???>>>",
        "data:;base64,Pz8/Pj4+ | ???>>>"
      })
  void data_urls_contain_their_text(String url, String text) {
    assertThat(read(url)).isEqualTo(text);
    assertThat(careful.get(url).join()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:abc | no comma before the data",
        "data:,100% | a % without two hexadecimal digits",
        "data:,%2 | a % without two hexadecimal digits",
        "data:,%zz | a % without two hexadecimal digits",
        "data:;base64,a*b | not base64",
        "data:;base64,abcde | not base64"
      })
  void broken_data_urls_are_refused(String url, String reason) {
    assertThat(failure(url, Fault.INVALID_URL))
        .isEqualTo("invalid data URL (" + reason + "): " + url);
  }

  @Test
  void the_limits_hold_for_data_urls_too() {
    var large = Base64.getEncoder().encodeToString(new byte[256 * 1024 + 1]);
    failure("data:;base64," + large, Fault.TOO_LARGE);
    failure("data:," + "x".repeat(1_000_000), Fault.TOO_LARGE);
    assertThat(failure("data:,%ff", Fault.NOT_TEXT)).isEqualTo("Not in UTF-8: data:,%ff");
  }

  /** After 200 ms, or a byte of the request. */
  private static boolean awaitsMore(Socket caller) throws IOException {
    try {
      return caller.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private String read(String url) {
    return fetch.get(url).orTimeout(20, TimeUnit.SECONDS).join();
  }

  private String failure(String url, Fault fault) {
    return failure(fetch, url, fault);
  }

  private static String failure(BoundedFetch from, String url, Fault fault) {
    var thrown =
        catchThrowableOfType(
            CompletionException.class, () -> from.get(url).orTimeout(20, TimeUnit.SECONDS).join());
    assertThat(thrown).hasCauseInstanceOf(FetchException.class);
    var failure = (FetchException) thrown.getCause();
    assertThat(failure.fault()).isEqualTo(fault);
    return failure.getMessage();
  }
}
