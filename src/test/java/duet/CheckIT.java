package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.check.Check;
import duet.check.Verdict;
import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The contract, held against our own agents and against what is none. */
class CheckIT {

  private static final String KEY = "key-of-the-agent";

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> the_embedded_agent_holds_the_contract() {
    try (var agent = EmbeddedAgent.builder().apiKey(KEY).start()) {
      var found = Preflight.check(AgentAddress.of("agent", agent.url().toString(), KEY));
      return Check.of(found).run().results().stream()
          .map(
              result ->
                  DynamicTest.dynamicTest(
                      result.name(),
                      () -> assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.PASSED)));
    }
  }

  @Test
  void an_agent_of_another_process_passes_strictly_and_its_key_is_not_shown() throws Exception {
    try (var agent = Program.agent(directory, KEY);
        var check = check(agent.url(), "--api-key", KEY, "--strict")) {
      assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
      assertThat(check.out())
          .contains("passed  an anonymous request is refused")
          .contains("left at the agent: connection ")
          .contains("0 differs, 0 failed, 0 skipped")
          .doesNotContain(KEY);
      assertThat(check.err()).isEmpty();
    }
  }

  @Test
  void cases_that_need_a_key_are_skipped_without_one_and_told_in_json() throws Exception {
    try (var agent = EmbeddedAgent.builder().start();
        var check = check(agent.url().toString(), "--json")) {
      assertThat(check.exitCode()).as(check.err()).isZero();
      var document = new ObjectMapper().readTree(check.out());
      assertThat(document.at("/outcome").asText()).isEqualTo("passed");
      assertThat(document.at("/counts/skipped").asInt()).isEqualTo(4);
      assertThat(document.path("cases")).hasSize(Check.names().size());
      assertThat(document.path("left").findValuesAsText("id")).isNotEmpty().doesNotContain("");
    }
  }

  @Test
  void a_plain_web_server_is_no_agent() throws Exception {
    assertIsNoAgent(404, "<html>Not found</html>");
    assertIsNoAgent(200, "<html>Hello</html>");
    assertIsNoAgent(200, "{}");
    assertIsNoAgent(500, "");
  }

  @Test
  void a_server_that_lists_nothing_and_does_nothing_fails() throws Exception {
    var list = Reply.text(200, "application/json", "{\"contents\":[]}");
    try (var server = new StubServer(list);
        var check = check(server.url(), "--api-key", KEY)) {
      assertThat(check.exitCode()).as(check.err()).isEqualTo(6);
      assertThat(check.out())
          .contains("failed  health reports a version and needs no key: expected a version, seen ")
          .doesNotContain(KEY);
    }
  }

  @Test
  void a_wrong_key_is_told_as_everywhere() throws Exception {
    try (var agent = EmbeddedAgent.builder().apiKey(KEY).start();
        var check = check(agent.url().toString(), "--api-key", "do-not-show")) {
      assertThat(check.exitCode()).isEqualTo(3);
      assertThat(check.out()).contains("does not accept the key").doesNotContain("do-not-show");
    }
  }

  @Test
  void a_url_that_is_none_is_a_matter_of_usage() throws Exception {
    try (var check = check("localhost:8085")) {
      assertThat(check.exitCode()).isEqualTo(2);
      assertThat(check.err())
          .contains(
              "invalid URL (no http:// or https:// before the host, such as http://localhost:8080)");
    }
  }

  private void assertIsNoAgent(int status, String body) throws Exception {
    var type = body.startsWith("{") ? "application/json" : "text/html";
    try (var server = new StubServer(Reply.text(status, type, body));
        var check = check(server.url())) {
      assertThat(check.exitCode()).as(check.err()).isEqualTo(3);
      assertThat(check.out()).contains("not usable").contains("why   ");
    }
  }

  private Program check(String... arguments) throws Exception {
    var all = Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new);
    return Program.duet(directory, Map.of(), all);
  }
}
