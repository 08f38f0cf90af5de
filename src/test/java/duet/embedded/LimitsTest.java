package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.http.ServerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an agent puts up with, on bare sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final EmbeddedAgent agent = EmbeddedAgent.builder().didcommPort(0).start();
  private final EmbeddedAgent impatient =
      EmbeddedAgent.builder().limits(limits(SHORT, ServerLimits.DEFAULT.idle())).start();

  @BeforeAll
  void someoneIsThere() {
    new Rest(agent.url()).invite("secret label");
  }

  @AfterAll
  void stop() {
    agent.close();
    impatient.close();
  }

  record Case(String name, String request, int status) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> oddRequests() {
    return Stream.of(
        get("options", "OPTIONS /connections", 404),
        get("options of everything", "OPTIONS *", 404),
        get("trace", "TRACE /connections", 404),
        get("patch", "PATCH /connections", 404),
        get("a method of ours", "HANDSHAKE /connections", 404),
        get("put on an id", "PUT /connections/x", 404),
        get("delete on the list", "DELETE /connections", 404),
        get("post on health", "POST /_system/health", 404),
        get("connect", "CONNECT 127.0.0.1:80", 400),
        get("a percent-encoded slash", "GET /connections%2Fx", 400),
        get("a percent-encoded dot segment", "GET /connections/%2e%2e/x", 400),
        get("a dot segment", "GET /connections/../../etc/passwd", 400),
        get("a broken percent", "GET /connections/%zz", 400),
        get("a null byte", "GET /connections/%00", 400),
        get("broken UTF-8 in the path", "GET /connections/%ff%fe", 400),
        get("broken UTF-8 in the query", "GET /connections?thid=%ff%zz", 400),
        get("a path parameter", "GET /connections;jsessionid=1", 404),
        get("a double slash", "GET //connections", 400),
        get("a slash at the end", "GET /connections/", 404),
        get("a prefix twice", "GET /cloud-agent/cloud-agent/connections", 404),
        get("a backslash", "GET /\\connections", 400),
        get("REST on a path of DIDComm", "GET /didcomm", 404),
        get("markup", "GET /<script>alert(1)</script>", 400),
        get("a number that is none", "GET /connections?limit=1e3", 400),
        get("a very long path", "GET /" + "x".repeat(20_000), 414),
        new Case(
            "a very long header",
            "GET /connections HTTP/1.1\nHost: a\nX: " + "x".repeat(20_000) + "\n\n",
            431),
        new Case(
            "many headers",
            "GET /connections HTTP/1.1\nHost: a\n" + "X: y\n".repeat(5_000) + "\n",
            431),
        new Case("no host", "GET /connections HTTP/1.1\n\n", 400),
        new Case("no HTTP", "hello\n\n", 400),
        new Case("HTTP/3", "GET /connections HTTP/3.0\nHost: a\n\n", 505),
        new Case(
            "two lengths",
            "POST /connections HTTP/1.1\nHost: a\nContent-Length: 2\nContent-Length: 3\n\n{}",
            400),
        new Case(
            "a length and chunks",
            "POST /connections HTTP/1.1\nHost: a\nContent-Length: 2\n"
                + "Transfer-Encoding: chunked\n\n0\n\n",
            400),
        post("an array", "[]", 400),
        post("a text", "\"x\"", 400),
        post("nothing", "", 400),
        post("doubled keys", "{\"label\":\"a\",\"label\":\"b\"}", 400),
        post("more after it", "{} {}", 400),
        post("deep JSON", "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}", 400),
        post("very deep JSON", "[".repeat(200_000), 400),
        post("a long number", "{\"x\":" + "9".repeat(5_000) + "}", 400),
        post("broken UTF-8", "{\"label\":\"\u00ff\u00fe\"}", 400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddRequests")
  void an_odd_request_gets_an_error_body_and_nothing_else(Case odd) {
    try (var wire = new RawConnection(agent.url())) {
      var answer = wire.send(odd.request()).rest();

      assertThat(answer).startsWith("HTTP/1.1 " + odd.status());
      assertThat(answer).containsIgnoringCase("Content-Type: application/json");
      var body = Rest.json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(body.path("status").asInt()).isEqualTo(odd.status());
      assertThat(body.path("type").asText()).startsWith("error:");
      assertThat(body.path("instance").asText()).startsWith("error:instance:");
      assertThat(answer).doesNotContain("<html", "<script", "Exception", "\tat ", "secret label");
      assertThat(answer).doesNotContainIgnoringCase("jetty");
    }
  }

  @Test
  void head_is_answered_without_a_body() {
    try (var wire = new RawConnection(agent.url())) {
      var answer = wire.send("HEAD /connections HTTP/1.1\nHost: a\nConnection: close\n\n").rest();
      assertThat(answer).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    }
  }

  @Test
  void the_port_of_didcomm_serves_nothing_else() {
    try (var wire = new RawConnection(agent.didcommUrl())) {
      var answer = wire.send("GET /connections HTTP/1.1\nHost: a\nConnection: close\n\n").rest();
      assertThat(answer).startsWith("HTTP/1.1 404").contains("ResourcePathNotFound");
    }
  }

  @Test
  void a_body_that_says_it_is_too_large_is_refused_unread() {
    try (var wire = new RawConnection(agent.url())) {
      var answer = wire.send(head("POST /connections", (1 << 20) + 1)).rest();
      assertThat(answer).startsWith("HTTP/1.1 413").contains("\"error:PayloadTooLarge\"");
    }
  }

  @RepeatedTest(10)
  void a_client_that_goes_on_sending_what_is_too_large_still_gets_its_answer() {
    int length = (1 << 20) + (1 << 18);
    try (var wire = new RawConnection(agent.url())) {
      wire.send(head("POST /connections", length)).send(new byte[length]);
      assertThat(wire.rest()).startsWith("HTTP/1.1 413").contains("\"error:PayloadTooLarge\"");
    }
  }

  @Test
  void who_is_refused_before_the_body_came_is_told_that_the_connection_ends() {
    try (var wire = new RawConnection(agent.url())) {
      var answer = wire.send("POST /nope HTTP/1.1\nHost: a\nContent-Length: 2\n\n").rest();
      assertThat(answer).startsWith("HTTP/1.1 404").containsIgnoringCase("Connection: close");
    }
    try (var wire = new RawConnection(agent.url())) {
      var whole = "POST /nope HTTP/1.1\nHost: a\nContent-Length: 2\n\n{}";
      assertThat(wire.send(whole + head("GET /connections", 0)).rest()).contains("HTTP/1.1 200");
    }
  }

  @Test
  void a_body_in_chunks_that_is_too_large_is_refused() {
    try (var wire = new RawConnection(agent.url())) {
      wire.send("POST /didcomm HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      var chunk = "10000\n" + "x".repeat(0x10000) + "\n";
      try {
        for (int i = 0; i < 17; i++) {
          wire.send(chunk);
        }
      } catch (java.io.UncheckedIOException e) {
        // the agent may close the connection while it is being written to
      }
      assertThat(wire.rest()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void the_largest_body_is_read() {
    var padding = " ".repeat((1 << 20) - 2);
    assertThat(new Rest(agent.url()).post("/connections", "{" + padding + "}").status())
        .isEqualTo(201);
  }

  @Test
  void a_head_that_drips_is_cut_off_however_steadily() {
    try (var wire = new RawConnection(impatient.url())) {
      wire.send("GET /connections HTTP/1.1\nHost: a\nX: ");
      Rest.await("the end").until(() -> !wire.drip((byte) 'x'));
    }
  }

  @Test
  void a_body_that_drips_is_cut_off_however_steadily() {
    try (var wire = new RawConnection(impatient.url())) {
      wire.send(head("POST /connections", 100_000));
      Rest.await("the end").until(() -> !wire.drip((byte) ' '));
    }
  }

  @Test
  void slow_senders_keep_nobody_else_waiting() {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        slow.add(new RawConnection(agent.url()).send(head("POST /connections", 1_000) + "{"));
      }
      assertThat(new Rest(agent.url()).invite("meanwhile").status()).isEqualTo(201);
    } finally {
      slow.forEach(RawConnection::close);
    }
  }

  @Test
  void a_silent_connection_is_closed() {
    var limits = limits(ServerLimits.DEFAULT.arrival(), SHORT);
    try (var restless = EmbeddedAgent.builder().limits(limits).start();
        var wire = new RawConnection(restless.url())) {
      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void a_connection_is_used_again_and_then_closed_when_nothing_comes() {
    try (var wire = new RawConnection(impatient.url())) {
      var health = "GET /_system/health HTTP/1.1\nHost: a\n\n";
      assertThat(wire.send(health + health).rest().split("HTTP/1.1 200", -1)).hasSize(3);
    }
  }

  private static Case get(String name, String line, int status) {
    var head = line + " HTTP/1.1\nHost: a\nConnection: close\n\n";
    return new Case(name, head, status);
  }

  private static Case post(String name, String body, int status) {
    return new Case(name, head("POST /connections", body.length()) + body, status);
  }

  private static String head(String line, int length) {
    return line + " HTTP/1.1\nHost: a\nConnection: close\nContent-Length: " + length + "\n\n";
  }

  private static ServerLimits limits(Duration arrival, Duration idle) {
    var usual = ServerLimits.DEFAULT;
    return new ServerLimits(
        usual.body(),
        usual.head(),
        arrival,
        idle,
        usual.connections(),
        usual.connect(),
        usual.call(),
        usual.calls(),
        usual.callsToOne());
  }
}
