package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.RawServer;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that aren't there at first, and what waiting for them finds. */
class ReadinessPollTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(700);

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();
  private final List<Cause> waitedFor = new ArrayList<>();

  @Test
  void one_that_starts_late_is_reached() throws IOException {
    int port = freePort();
    var started = new ArrayList<EmbeddedAgent>();
    try {
      var found =
          Preflight.await(
              addresses("http://127.0.0.1:" + port, agent.url()),
              LONG,
              late -> {
                keep(late);
                if (started.isEmpty()) {
                  started.add(EmbeddedAgent.builder().port(port).start());
                }
              });

      assertThat(found).allMatch(PreflightResult::reachable);
      assertThat(found.get(0).version()).startsWith("duet-");
      assertThat(waitedFor).containsOnly(Cause.CONNECTION_REFUSED);
    } finally {
      started.forEach(EmbeddedAgent::close);
    }
  }

  @Test
  void a_port_that_hangs_up_until_its_process_listens_is_late_too() {
    var proxy = RawServer.saying("");
    int port = URI.create(proxy.url()).getPort();
    var started = new ArrayList<EmbeddedAgent>();
    try {
      var found =
          Preflight.await(
              addresses(proxy.url()),
              LONG,
              late -> {
                keep(late);
                if (started.isEmpty()) {
                  proxy.close();
                  started.add(EmbeddedAgent.builder().port(port).start());
                }
              });

      assertThat(found).allMatch(PreflightResult::reachable);
      assertThat(waitedFor).startsWith(Cause.CONNECTION_BROKEN);
    } finally {
      proxy.close();
      started.forEach(EmbeddedAgent::close);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void one_whose_gateway_or_database_is_up_before_it_is_late(int status) {
    agent.on("GET /connections", Reply.inTurn(Reply.html(status), Reply.html(status), list()));

    var found = Preflight.await(addresses(agent.url()), LONG, this::keep);

    assertThat(found).allMatch(PreflightResult::reachable);
    assertThat(waitedFor).containsExactly(Cause.GATEWAY_WITHOUT_AGENT, Cause.GATEWAY_WITHOUT_AGENT);
  }

  @Test
  void one_that_hangs_at_first_is_late() {
    agent.on("GET /connections", Reply.inTurn(Reply.never(), list()));

    var found = Preflight.await(addresses(agent.url()), LONG, SHORT, this::keep);

    assertThat(found).allMatch(PreflightResult::reachable);
    assertThat(waitedFor).containsExactly(Cause.TIMED_OUT);
  }

  @Test
  void a_key_that_is_not_accepted_ends_the_wait_for_all() throws IOException {
    agent.on("GET /connections", Reply.problem(401, "error:Auth", "Wrong key"));

    var found =
        Preflight.await(addresses("http://127.0.0.1:" + freePort(), agent.url()), LONG, this::keep);

    assertThat(found)
        .map(result -> result.failure().orElseThrow().reason())
        .containsExactly(Cause.CONNECTION_REFUSED, Cause.UNAUTHORIZED);
    assertThat(agent.requests()).filteredOn("GET /connections?offset=0&limit=1"::equals).hasSize(1);
  }

  @Test
  void something_that_is_no_agent_will_never_be_one() {
    agent.on("GET /connections", Reply.html(200));

    var found = Preflight.await(addresses(agent.url()), LONG, this::keep);

    assertThat(found.get(0).failure().orElseThrow().reason()).isEqualTo(Cause.NOT_AN_AGENT);
    assertThat(waitedFor).isEmpty();
  }

  @Test
  void when_time_is_up_there_is_the_ordinary_finding() {
    var found =
        Preflight.await(
            addresses("http://no-such-host.invalid:8080", agent.url()), SHORT, this::keep);

    var failure = found.get(0).failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo(Cause.NAME_NOT_RESOLVED);
    assertThat(failure).hasMessageContaining("it could not list its connections at ");
    assertThat(found.get(1).reachable()).isTrue();
    assertThat(waitedFor).isNotEmpty().containsOnly(Cause.NAME_NOT_RESOLVED);
  }

  @Test
  void without_patience_each_is_asked_once() {
    agent.on("GET /connections", Reply.inTurn(Reply.html(503), list()));

    var found = Preflight.await(addresses(agent.url()), Duration.ZERO, this::keep);

    assertThat(found).noneMatch(PreflightResult::reachable);
    assertThat(waitedFor).isEmpty();
  }

  private void keep(List<PreflightResult> late) {
    late.forEach(result -> waitedFor.add(result.failure().orElseThrow().reason()));
  }

  private static Reply list() {
    return Reply.text(200, "application/json", "{\"contents\":[]}");
  }

  private static List<AgentAddress> addresses(String... urls) {
    return List.of(urls).stream().map(url -> AgentAddress.of("it", url)).toList();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
