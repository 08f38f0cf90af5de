package duet.check;

import static duet.check.Alteration.answers;
import static duet.check.Alteration.json;
import static duet.check.Alteration.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.check.Verdict.Kind;
import duet.embedded.EmbeddedAgent;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent that does one thing wrong fails the case that is about that thing. */
class AlteredAnswersTest {

  private static final String KEY = "key-of-the-agent";
  private static final String LIST = "GET /connections\\?.*";
  private static final String ACCEPT = "POST /connection-invitations";

  /** Long for what is to come, short for what never will. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(500);

  private static Tamperer tamperer;
  private static EmbeddedAgent agent;
  private static PreflightResult checked;

  @BeforeAll
  static void start() throws Exception {
    tamperer = new Tamperer();
    agent =
        EmbeddedAgent.builder()
            .apiKey(KEY)
            .didcommUrl(URI.create(tamperer.url() + "/didcomm"))
            .start();
    tamperer.standBefore(agent.url());
    checked = Preflight.check(AgentAddress.of("agent", tamperer.url().toString(), KEY));
  }

  @AfterEach
  void leaveAlone() {
    tamperer.alter(Alteration.NONE);
  }

  @AfterAll
  static void stop() {
    tamperer.close();
    agent.close();
  }

  @Test
  void every_case_passes_where_nothing_is_altered() {
    var report = Check.of(checked).run();

    assertThat(report.results())
        .allSatisfy(
            result -> assertThat(result.verdict()).as(result.name()).isEqualTo(Verdict.PASSED));
    assertThat(report.results()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(report.leftovers()).allMatch(left -> left.state().matches("ConnectionResponse.*"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("duet.check.Alterations#all")
  void a_case_notices_what_it_is_about(String name, Alteration alteration) {
    tamperer.alter(alteration);

    var timeout = alteration.lost() ? SHORT_TIMEOUT : TIMEOUT;
    var report = Check.of(checked).only(name::equals).timeout(timeout).run();

    assertThat(report.results()).hasSize(1);
    assertThat(report.good(true)).as(report.results().toString()).isFalse();
  }

  @Test
  void no_case_is_left_out() {
    assertThat(Alterations.all().map(row -> row.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(Check.names());
  }

  @Test
  void what_agents_are_known_to_do_otherwise_fails_only_a_strict_check() {
    tamperer.alter(answers(ACCEPT, 500, "{\"status\":500,\"type\":\"error:InternalServerError\"}"));

    var report = Check.of(checked).only("an invitation link is refused"::equals).run();

    assertThat(report.counts().get(Kind.DIFFERS)).isEqualTo(1);
    assertThat(report.good(false)).isTrue();
    assertThat(report.good(true)).isFalse();
    assertThat(report.results().get(0).verdict())
        .hasToString(
            "passed, differs: expected 400 InvitationParsingError, seen 500"
                + " error:InternalServerError (some agents answer 500 for bad input)");
  }

  @Test
  void an_agent_that_ignores_paging_differs() {
    tamperer.alter(
        json(
            LIST,
            list -> {
              var contents = list.withArray("contents");
              contents.add(contents.get(0)).add(contents.get(0));
              list.remove("next");
            }));

    var report =
        Check.of(checked).only("a limit of one gives one connection and a next page"::equals).run();

    assertThat(report.counts().get(Kind.DIFFERS)).isEqualTo(1);
  }

  @Test
  void what_an_agent_does_not_delete_is_named() {
    tamperer.alter(lost("DELETE .*", 403, "{}"));

    var report = Check.of(checked).only("an unknown field is ignored"::equals).run();

    assertThat(report.leftovers())
        .singleElement()
        .satisfies(left -> assertThat(left.state()).isEqualTo("InvitationGenerated"));
  }

  @Test
  void an_agent_without_a_key_has_its_cases_about_keys_skipped() {
    try (var open = EmbeddedAgent.builder().start()) {
      var found = Preflight.check(AgentAddress.of("agent", open.url().toString()));

      var report = Check.of(found).only(name -> name.matches("an? \\w+ key is refused")).run();

      assertThat(report.results())
          .hasSize(3)
          .allMatch(result -> result.verdict().equals(Verdict.skipped("no key")));
      assertThat(report.good(true)).isTrue();
    }
  }

  @Test
  void an_agent_that_dies_ends_the_check_with_the_cause() {
    var mortal = EmbeddedAgent.builder().start();
    var found = Preflight.check(AgentAddress.of("agent", mortal.url().toString()));
    var check = Check.of(found).listening(result -> mortal.close());

    assertThatThrownBy(check::run)
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("connection refused");
  }
}
