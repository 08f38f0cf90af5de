package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What {@code check} prints beside its cases. */
class CheckCommandTest {

  private static final String KEY = "5ecret-key";

  @AutoClose
  private final EmbeddedAgent agent =
      EmbeddedAgent.builder().apiKey(KEY).didcommUrl(URI.create("http://127.0.0.1:9")).start();

  private final String url = agent.url().toString();

  @Test
  void the_key_comes_from_the_environment_as_well() {
    var terminal = new Terminal().with("AGENT_APIKEY", KEY).run("check", url);

    assertThat(terminal.out()).contains("passed  a wrong key is refused").doesNotContain(KEY);
  }

  @Test
  void the_option_takes_precedence_over_the_environment() {
    var terminal =
        new Terminal().with("AGENT_APIKEY", "another").run("check", url, "--api-key", KEY);

    assertThat(terminal.out()).contains("passed  a wrong key is refused");
  }

  @Test
  void an_unusable_key_in_the_environment_is_a_matter_of_usage() {
    var terminal = new Terminal().with("AGENT_APIKEY", "schlüssel").run("check", url);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("AGENT_APIKEY must be").doesNotContain("schlüssel");
  }

  @Test
  void the_suggested_line_says_where_its_variable_comes_from() {
    var given = Terminal.duet("check", url, "--api-key", "another");
    var set = new Terminal().with("AGENT_APIKEY", "another").run("check", url);

    assertThat(given.out()).contains("$AGENT_APIKEY", "export AGENT_APIKEY=");
    assertThat(set.out()).contains("$AGENT_APIKEY").doesNotContain("export");
  }

  @Test
  void peers_that_the_agent_cannot_reach_are_named_once_with_what_to_try() {
    var terminal =
        Terminal.duet(
            "check",
            url,
            "--api-key",
            KEY,
            "--peer-url",
            "http://127.0.0.1:9",
            "--peer-bind",
            "127.0.0.1:0");

    assertThat(terminal.out().lines().filter(line -> line.contains("Connection refused")))
        .hasSize(1);
    assertThat(terminal.out())
        .contains(
            "reached the check's peers at http://127.0.0.1:9", "try   --peer-url http://host");
  }

  @Test
  void the_case_that_runs_is_shown_on_a_terminal_only() {
    var shown = new Terminal().real().with("COLUMNS", "60").run("check", url, "--api-key", KEY);
    var piped = Terminal.duet("check", url, "--api-key", KEY);
    var json = new Terminal().real().run("check", url, "--api-key", KEY, "--json");

    assertThat(shown.out()).contains("\r  1 of ");
    assertThat(shown.out().split("\r"))
        .allMatch(line -> !line.startsWith("  1") || line.length() < 70);
    assertThat(shown.out().substring(shown.out().lastIndexOf('\r'))).doesNotContain(" of ");
    assertThat(piped.out() + piped.err()).doesNotContain("\r");
    assertThat(json.out() + json.err()).doesNotContain("\r");
  }
}
