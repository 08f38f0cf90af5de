package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.embedded.EmbeddedAgent;
import duet.fixture.RawServer;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One cause for each way in which an agent can't be used. */
class PreflightTest {

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final String CLOSED = "closed before the end of the response";
  private static final String RESET = "Connection reset";

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();

  @Test
  void an_agent_that_answers_is_reached_with_its_version() {
    try (var embedded = EmbeddedAgent.builder().apiKey("secret").start()) {
      var result = Preflight.check(AgentAddress.of("it", embedded.url().toString(), "secret"));

      assertThat(result.reachable()).isTrue();
      assertThat(result.version()).startsWith("duet-");
      assertThat(result.took()).isPositive();
      assertThat(result.corrections()).isEmpty();
      assertThat(result.toString()).startsWith("it reached at " + embedded.url());
    }
  }

  @Test
  void a_name_that_does_not_resolve() {
    assertFailure(check("http://no-such-host.invalid:8080"), Cause.NAME_NOT_RESOLVED).isEqualTo("");
  }

  @Test
  void a_port_where_nobody_listens() {
    agent.close();

    assertFailure(check(agent.url()), Cause.CONNECTION_REFUSED).isEqualTo("");
  }

  @Test
  void an_agent_that_never_answers() {
    agent.always(Reply.never());

    assertFailure(checkShortly(agent.url()), Cause.TIMED_OUT).startsWith("waited ");
  }

  @Test
  void an_agent_that_stops_in_the_middle_of_its_answer() {
    agent.on("GET /connections", Reply.half());

    assertFailure(checkShortly(agent.url()), Cause.TIMED_OUT).startsWith("waited ");
  }

  @Test
  void an_agent_that_hangs_at_a_later_path() {
    agent.always(Reply.problem(404, "error:ResourcePathNotFound", ""));
    agent.on("GET /prism-agent/connections", Reply.never());

    var result = checkShortly(agent.url());

    assertFailure(result, Cause.TIMED_OUT).startsWith("waited ");
    assertThat(result.failure().orElseThrow().target()).hasPath("/prism-agent/connections");
  }

  @Test
  void an_agent_that_hangs_up() {
    agent.always(Reply.none());

    assertFailure(check(agent.url()), Cause.CONNECTION_BROKEN).isIn(CLOSED, RESET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"contents\"", "HTTP/1.1 200"})
  void an_answer_that_breaks_off(String bytes) {
    try (var server = RawServer.saying(bytes)) {
      assertFailure(check(server.url()), Cause.CONNECTION_BROKEN).isIn(CLOSED, RESET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "-ERR unknown command\r\n"})
  void a_port_that_speaks_something_else(String bytes) {
    try (var server = RawServer.saying(bytes)) {
      assertFailure(check(server.url()), Cause.NOT_AN_AGENT).contains("not an HTTP response");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void an_agent_that_does_not_accept_the_key(int status) {
    agent.on("GET /connections", Reply.text(status, "text/plain", "No"));
    assertFailure(check(agent.url()), Cause.UNAUTHORIZED).isEqualTo("HTTP " + status);

    agent.on("GET /connections", Reply.problem(status, "error:AuthenticationError:X", "Wrong key"));
    assertFailure(check(agent.url()), Cause.UNAUTHORIZED)
        .isEqualTo("HTTP " + status + ": Wrong key");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void an_agent_that_fails_inside(int status) {
    agent.on("GET /connections", Reply.text(status, "text/plain", ""));

    assertFailure(check(agent.url()), Cause.SERVER_ERROR).isEqualTo("HTTP " + status);
  }

  @ParameterizedTest
  @CsvSource({
    "401, GATEWAY_REFUSED",
    "403, GATEWAY_REFUSED",
    "500, GATEWAY_WITHOUT_AGENT",
    "502, GATEWAY_WITHOUT_AGENT",
    "504, GATEWAY_WITHOUT_AGENT"
  })
  void a_page_is_a_gateways_and_says_nothing_of_agent_or_key(int status, Cause cause) {
    agent.on("GET /connections", Reply.html(status));

    assertFailure(check(agent.url()), cause).isEqualTo("HTTP " + status + " and a page: Welcome");
  }

  @Test
  void a_redirect_is_told_with_its_target() {
    agent.on("GET /connections", Reply.redirect(302, "/login"));

    assertFailure(check(agent.url()), Cause.NOT_AN_AGENT)
        .isEqualTo("HTTP 302, a redirect to /login");
  }

  static Stream<Arguments> something_that_is_no_agent() {
    return Stream.of(
        arguments(Reply.html(200), "HTML or XML instead of JSON"),
        arguments(Reply.html(400), "HTTP 400"),
        arguments(Reply.redirect(302, "/login"), "HTTP 302"),
        arguments(Reply.text(200, "text/plain", "Hello"), "invalid JSON"),
        arguments(Reply.text(200, "application/json", "{\"contents\":"), "invalid JSON"),
        arguments(Reply.text(200, "application/json", "[]"), "invalid JSON"),
        arguments(Reply.text(200, "application/json", "7"), "invalid JSON"),
        arguments(Reply.text(200, "application/json", "null"), "a response without 'contents'"),
        arguments(Reply.text(200, "application/json", ""), "a response without 'contents'"),
        arguments(Reply.json(200, JsonNodeFactory.instance.objectNode()), "without 'contents'"),
        arguments(
            Reply.text(200, "application/json", "{\"contents\":[{}]}"),
            "a connection without 'connectionId'"),
        arguments(
            Reply.text(200, "application/json", "{\"contents\":[null]}"),
            "an empty response instead of a connection"));
  }

  @ParameterizedTest
  @MethodSource
  void something_that_is_no_agent(Reply reply, String seen) {
    agent.on("GET /connections", reply);

    assertFailure(check(agent.url()), Cause.NOT_AN_AGENT).contains(seen);
  }

  @Test
  void a_version_that_cannot_be_had_is_no_failure() {
    for (Reply reply : List.of(Reply.html(200), Reply.none(), Reply.problem(401, "x", "y"))) {
      agent.on("GET /_system/health", reply);
      var result = check(agent.url());

      assertThat(result.reachable()).isTrue();
      assertThat(result.version()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',/cloud-agent",
    "'',/prism-agent",
    "/cloud-agent,''",
    "/cloud-agent,/prism-agent",
    "/prism-agent,/cloud-agent",
    "/prism-agent/,''",
    "/behind,/behind/cloud-agent",
    "/behind/cloud-agent,/behind"
  })
  void a_wrong_base_path_is_found_out(String asked, String there) {
    for (Reply missing :
        List.of(Reply.html(404), Reply.problem(404, "error:ResourcePathNotFound", ""))) {
      agent.always(missing).at(there);

      var result = check(agent.url() + asked);

      assertThat(result.reachable()).isTrue();
      assertThat(result.version()).isEqualTo("scripted");
      assertThat(result.baseUrl()).isEqualTo(URI.create(agent.url() + there));
      assertThat(result.corrections())
          .singleElement()
          .asString()
          .contains("an agent answers at " + agent.url() + there);
      try (var opened = Agent.open(result)) {
        assertThat(opened.url()).isEqualTo(result.baseUrl());
      }
    }
  }

  @Test
  void no_agent_at_any_path() {
    agent.always(Reply.html(404));

    var result = check(agent.url() + "/somewhere");

    assertFailure(result, Cause.WRONG_PATH).isEqualTo("HTTP 404 and a page: Welcome");
    assertThat(result.failure().orElseThrow().target()).hasPath("/somewhere/connections");
    assertThat(result.baseUrl()).isEqualTo(result.address().url());
  }

  @Test
  void a_later_path_that_at_least_refuses_tells_more_than_the_first() {
    agent.always(Reply.html(404));
    agent.on("GET /cloud-agent/connections", Reply.problem(401, "error:Auth", "Wrong key"));

    var result = check(agent.url());

    assertFailure(result, Cause.UNAUTHORIZED).contains("Wrong key");
    assertThat(result.failure().orElseThrow().target()).hasPath("/cloud-agent/connections");
  }

  @Test
  void a_path_that_answers_goes_before_one_that_refuses() {
    agent.always(Reply.html(404)).at("/prism-agent");
    agent.on("GET /cloud-agent/connections", Reply.html(500));

    assertThat(check(agent.url()).baseUrl()).hasPath("/prism-agent");
  }

  @Test
  void other_paths_are_tried_only_where_the_first_says_that_nothing_is_there() {
    agent.on("GET /connections", Reply.html(500));

    check(agent.url());

    assertThat(agent.requests()).noneMatch(request -> request.contains("-agent/"));
  }

  @Test
  void agents_are_checked_at_the_same_time() {
    var both = new CountDownLatch(2);
    Reply once =
        exchange -> {
          both.countDown();
          try {
            boolean met = both.await(20, TimeUnit.SECONDS);
            Reply.text(met ? 200 : 500, "application/json", "{\"contents\":[]}").to(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (var other = ScriptedAgent.idle()) {
      agent.on("GET /connections", once);
      other.on("GET /connections", once);

      var results =
          Preflight.check(
              List.of(AgentAddress.of("one", agent.url()), AgentAddress.of("two", other.url())));

      assertThat(results).allMatch(PreflightResult::reachable);
      assertThat(results).map(result -> result.address().name()).containsExactly("one", "two");
    }
  }

  @Test
  void the_failure_tells_the_url_whether_a_key_was_set_and_what_to_try() {
    agent.on("GET /connections", Reply.empty(401));
    var key = Optional.of(new AgentSecret("INVITER_APIKEY", "secret"));
    var token = Optional.of(new AgentSecret("INVITER_TOKEN", "secret"));
    var url = URI.create(agent.url());

    var without = failure(new AgentAddress("it", url, Optional.empty(), Optional.empty()));
    var with = failure(new AgentAddress("it", url, key, token));

    assertThat(without.keys()).isEqualTo("no key set");
    assertThat(without.curl()).isEqualTo("curl -i '" + url + "/connections'");
    assertThat(with.keys()).isEqualTo("with the key of INVITER_APIKEY and INVITER_TOKEN");
    assertThat(with.curl())
        .isEqualTo(
            "curl -i -H \"apikey: $INVITER_APIKEY\" -H \"Authorization: Bearer $INVITER_TOKEN\" '"
                + url
                + "/connections'");
    assertThat(with)
        .hasMessage(
            "it could not list its connections at %s/connections: %s (HTTP 401). %s"
                .formatted(url, Cause.UNAUTHORIZED.summary(), Cause.UNAUTHORIZED.advice()));
    assertThat(with.toString() + with.curl() + with.keys()).doesNotContain("secret");
  }

  private static AgentException failure(AgentAddress address) {
    return Preflight.check(address).failure().orElseThrow();
  }

  private static PreflightResult check(String url) {
    return Preflight.check(AgentAddress.of("it", url));
  }

  private static PreflightResult checkShortly(String url) {
    return Preflight.check(List.of(AgentAddress.of("it", url)), SHORT).get(0);
  }

  private static AbstractStringAssert<?> assertFailure(PreflightResult result, Cause cause) {
    assertThat(result.reachable()).isFalse();
    var failure = result.failure().orElseThrow();
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(cause);
    assertThat(failure).hasMessageContaining(cause.summary()).hasMessageEndingWith(cause.advice());
    assertThat(result.toString()).isEqualTo(failure.getMessage());
    return assertThat(failure.seen());
  }
}
