package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.ScriptedAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that can't be used end a command before it starts anything. */
class BadSettingsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"INVITER_URL,INVITEE_URL", "INVITEE_URL,INVITER_URL"})
  void one_agent_is_not_enough_to_connect(String set, String missing) throws IOException {
    try (var agent = ScriptedAgent.idle()) {
      var file = settings("# mine\n" + set + "=" + agent.url());

      var terminal = Terminal.duet("connect", "--env-file", file);

      assertMistake(
          terminal, missing + " is not set, though there is " + set + " in " + file + " line 2");
      assertThat(agent.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "preflight", "list", "show x", "accept x"})
  void a_url_that_is_none_is_named_with_its_line(String command) throws IOException {
    try (var agent = ScriptedAgent.idle()) {
      var file = settings("INVITEE_URL=" + agent.url() + "\nINVITER_URL=localhost:8080");

      var terminal = Terminal.duet((command + " --env-file " + file).split(" "));

      assertMistake(terminal, "INVITER_URL in " + file + " line 2: invalid URL (no http://");
      assertThat(agent.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "INVITER_APIKEY='secret", "export INVITER_APIKEY: secret"})
  void a_broken_line_is_named_but_not_shown(String line) throws IOException {
    var file = settings("INVITER_URL=http://localhost:1\n\n" + line);

    var terminal = Terminal.duet("connect", "--env-file", file);

    assertMistake(terminal, file + " line 3");
    assertThat(terminal.err()).doesNotContain("secret");
  }

  @Test
  void a_password_in_a_url_is_not_shown() throws IOException {
    var terminal =
        Terminal.duet(
            "connect", "--env-file", settings("INVITER_URL=http://me:secret@localhost:8080"));

    assertMistake(terminal, "INVITER_URL in ");
    assertThat(terminal.err()).contains("user or password").doesNotContain("secret");
  }

  @Test
  void the_environment_is_named_where_the_mistake_is_there() {
    var terminal = new Terminal().with("DUET_TIMEOUT", "soon").run("connect");

    assertMistake(terminal, "DUET_TIMEOUT in the environment: invalid duration 'soon'");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    var file = directory.resolve("nowhere.env").toString();

    assertMistake(Terminal.duet("list", "--env-file", file), "no such file: " + file);
  }

  @Test
  void a_preflight_of_no_agent_says_which_settings_name_one() {
    assertMistake(Terminal.duet("preflight"), "neither INVITER_URL nor INVITEE_URL is set, in the");
  }

  @Test
  void a_list_of_no_agents_says_what_makes_some() {
    var terminal = Terminal.duet("list");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).startsWith("No agents: the settings name none");
  }

  @Test
  void agents_of_settings_that_are_not_there_are_not_replaced() {
    assertMistake(Terminal.duet("connect", "--agents", "settings"), "INVITER_URL is not set: ");
  }

  @Test
  void programs_get_a_document() throws IOException {
    var terminal =
        Terminal.duet("connect", "--json", "--env-file", settings("INVITER_URL=http://host:1"));

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.document().get("outcome").asText()).isEqualTo("error");
    assertThat(terminal.document().get("exitCode").asInt()).isEqualTo(2);
    assertThat(terminal.document().at("/error/message").asText())
        .startsWith("INVITEE_URL is not set");
  }

  private static void assertMistake(Terminal terminal, String sentence) {
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.errLines()).singleElement().asString().startsWith("duet: " + sentence);
  }

  private String settings(String text) throws IOException {
    return Files.writeString(directory.resolve("variables.env"), text).toString();
  }
}
