package duet.check;

import static duet.check.Alteration.NONE;
import static duet.check.Alteration.lost;
import static duet.check.Alteration.with;
import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.check.Verdict.Kind;
import duet.embedded.EmbeddedAgent;
import duet.embedded.EmbeddedMediator;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Agents that deviate as those in use do, or that can't reach the check's peers. */
class KnownDeviationsTest {

  private static final int NEED_PEERS = 18;
  private static final String ERROR = "{\"status\":500,\"type\":\"error:InternalServerError\"}";

  private static Tamperer tamperer;
  private static EmbeddedAgent agent;
  private static PreflightResult checked;

  @BeforeAll
  static void start() {
    tamperer = new Tamperer();
    agent = EmbeddedAgent.builder().didcommUrl(tamperer.url().resolve("/didcomm")).start();
    tamperer.standBefore(agent.url());
    checked = Preflight.check(AgentAddress.of("agent", tamperer.url().toString()));
  }

  @AfterEach
  void leaveAlone() {
    tamperer.alter(NONE);
  }

  @AfterAll
  static void stop() {
    tamperer.close();
    agent.close();
  }

  @Test
  void an_agent_that_deviates_as_cloud_agents_do_is_good() {
    tamperer.alter(
        new Alteration(
            "POST /didcomm|DELETE /events/webhooks/.*",
            false,
            any -> true,
            passing -> {
              if (passing.body().contains("UntrustedMessage")) {
                return passing.answered(202, "");
              }
              boolean gone = passing.line().startsWith("DELETE") && passing.status() == 404;
              return gone ? passing.answered(500, ERROR) : passing;
            }));

    var report = Check.of(checked).run();

    assertThat(report.good(false)).as(report.results().toString()).isTrue();
    assertThat(report.good(true)).isFalse();
    assertThat(report.results())
        .filteredOn(result -> result.verdict().kind() == Kind.DIFFERS)
        .extracting(CaseResult::name)
        .contains(
            "a request in someone else's name is refused",
            "a response in someone else's name is refused");
    assertThat(report.leftovers()).extracting(Leftover::what).doesNotContain("webhook");
  }

  @Test
  void an_agent_that_sends_nothing_through_unusual_mediators_differs_as_cloud_agents_do() {
    tamperer.alter(lost("POST /didcomm", 202, ""));

    var report =
        Check.of(checked)
            .timeout(Duration.ofSeconds(4))
            .only(name -> name.matches("(a WebSocket|a mediator behind).*"))
            .run();

    assertThat(report.results())
        .hasSize(2)
        .allMatch(result -> result.verdict().kind() == Kind.DIFFERS, report.toString());
  }

  @Test
  void an_agent_that_says_that_it_sent_what_it_did_not_fails() {
    try (var losing = EmbeddedAgent.builder().fault("drop-response").start()) {
      var found = Preflight.check(AgentAddress.of("agent", losing.url().toString()));

      var report =
          Check.of(found)
              .only(name -> name.matches("(routing keys|a WebSocket|a mediator behind).*"))
              .run();

      assertThat(report.results())
          .hasSize(4)
          .allMatch(result -> result.verdict().kind() == Kind.FAILED, report.toString());
    }
  }

  @Test
  void an_agent_that_takes_a_refusal_for_a_success_differs() {
    tamperer.alter(with("GET /connections/.*", "state", "ConnectionResponseSent"));

    var report = Check.of(checked).only(name -> name.startsWith("a success that holds")).run();

    assertThat(report.results())
        .extracting(result -> result.verdict().toString())
        .singleElement()
        .asString()
        .contains("take any 2xx for delivered", "e.p.req.not_enroll");
  }

  @Test
  void a_webhook_that_stays_is_named_whatever_the_answer_was() {
    for (int status : new int[] {200, 404, 500}) {
      tamperer.alter(lost("DELETE /events/.*", status, "{}"));

      var report = Check.of(checked).only("a second webhook is refused"::equals).run();

      assertThat(report.leftovers()).extracting(Leftover::what).contains("webhook");
      tamperer.alter(NONE);
      removeWebhooks();
    }
  }

  @Test
  void an_agent_that_cannot_reach_the_peers_has_what_needs_them_skipped() {
    var report = Check.of(checked).peers(unreachable()).run();

    assertThat(report.counts().get(Kind.FAILED)).isZero();
    assertThat(report.results())
        .filteredOn(result -> result.verdict().toString().contains("--peer-url"))
        .hasSize(NEED_PEERS);
    assertThat(report.remark().orElseThrow())
        .contains("http://127.0.0.1:9", "Connection refused", "--peer-url");
  }

  @Test
  void an_address_of_a_network_of_containers_is_no_fault_of_the_agent() {
    var service = URI.create("http://inviter.invalid:8090");
    try (var contained = EmbeddedAgent.builder().didcommUrl(service).start()) {
      var found = Preflight.check(AgentAddress.of("agent", contained.url().toString()));

      var report = Check.of(found).run();

      assertThat(report.counts().get(Kind.FAILED)).isZero();
      assertThat(report.results())
          .filteredOn(result -> result.name().equals("its DIDComm address answers from here"))
          .allMatch(result -> result.verdict().details().contains("does not resolve here"));
    }
  }

  @Test
  void an_agent_behind_a_mediator_has_what_that_would_answer_skipped() {
    try (var mediator = EmbeddedMediator.builder().start();
        var mediated = EmbeddedAgent.builder().mediator(mediator.did()).start()) {
      var found = Preflight.check(AgentAddress.of("agent", mediated.url().toString()));

      var report = Check.of(found).run();

      assertThat(report.counts().get(Kind.FAILED)).as(report.toString()).isZero();
      assertThat(report.results())
          .filteredOn(result -> result.verdict().details().contains("behind a mediator"))
          .extracting(CaseResult::name)
          .contains("its DIDComm address answers from here", "a replayed request is refused");
    }
  }

  @Test
  void an_agent_that_sends_nothing_fails_once() {
    try (var mute = EmbeddedAgent.builder().fault("drop-request").start()) {
      var found = Preflight.check(AgentAddress.of("agent", mute.url().toString()));

      var report =
          Check.of(found)
              .timeout(Duration.ofSeconds(1))
              .only(name -> name.contains("ends in a"))
              .run();

      assertThat(report.counts())
          .containsEntry(Kind.FAILED, 1L)
          .containsEntry(Kind.SKIPPED, 1L)
          .containsEntry(Kind.PASSED, 0L);
    }
  }

  /** Known as an address where nobody listens, like loopback seen from a container. */
  private static PeerAddress unreachable() {
    return new PeerAddress(
        Optional.of(URI.create("http://127.0.0.1:9")),
        Optional.of(new InetSocketAddress("127.0.0.1", 0)));
  }

  private static void removeWebhooks() {
    var http = new RawHttp(checked.answered());
    http.get("/events/webhooks")
        .json()
        .findValuesAsText("id")
        .forEach(id -> http.delete("/events/webhooks/" + id));
  }
}
