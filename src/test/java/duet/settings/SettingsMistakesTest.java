package duet.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake is named with its setting and where that stands, and never with its value. */
class SettingsMistakesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secret                    | invalid URL (no http:// or https:// before the host, such as"
            + " http://localhost:8080)",
        "localhost:8080            | invalid URL (no http:// or https:// before the host, such as"
            + " http://localhost:8080)",
        "127.0.0.1:8080            | invalid URL (no http:// or https:// before the host, such as"
            + " http://localhost:8080)",
        "secret.example/path       | invalid URL (no http:// or https:// before the host, such as"
            + " http://localhost:8080)",
        "[::1]:8080                | invalid URL (no http:// or https:// before the host, such as"
            + " http://localhost:8080)",
        "http:/secret:8080         | invalid URL (missing host, or invalid characters in it)",
        "htp://secret              | invalid URL (must begin with http:// or https://, such as"
            + " http://localhost:8080)",
        "${secret}:8080            | nothing is expanded here, so $NAME and ${NAME} stay as they"
            + " are",
        "http://$secret:8080       | nothing is expanded here",
        "ftp://secret              | invalid URL (must begin with http:// or https://, such as"
            + " http://localhost:8080)",
        "http://user:secret@host   | invalid URL (must not have a user or password;",
        "http://:secret@host       | invalid URL (must not have a user or password;",
        "http://                   | invalid URL (expected authority",
        "http:///secret            | invalid URL (missing host",
        "http://sec_ret:8080       | invalid URL (its host has an underscore",
        "http://u:sec@ret@host     | invalid URL (missing host",
        "http://host:99999         | invalid port 99999 (must be 1–65535)",
        "http://host:0             | invalid port 0 (must be 1–65535)",
        "http://host?apikey=secret | invalid URL (must not have a query or fragment)",
        "http://host#secret        | invalid URL (must not have a query or fragment)",
        "http://host/sec ret       | invalid URL (illegal character in path",
        "http://se cret            | invalid URL (illegal character in authority"
      })
  void a_url_that_is_none(String url, String why) throws IOException {
    assertMistake("# agents\nINVITER_URL=" + url, "INVITER_URL in %s line 2: ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVITER_API_KEY | is unknown: did you mean INVITER_APIKEY?",
        "inviter_url     | is unknown: did you mean INVITER_URL?",
        "INVITER_URI     | is unknown: did you mean INVITER_URL?",
        "INVITE_URL      | is unknown: did you mean INVITEE_URL or INVITER_URL?",
        "INVITEE_KEY     | is unknown (must be one of INVITEE_APIKEY, INVITEE_TOKEN, INVITEE_URL)",
        "DUET_TIMOUT     | is unknown: did you mean DUET_TIMEOUT?",
        "ISSUER_API_KEY  | is unknown: did you mean ISSUER_APIKEY?",
        "SMPT_HOST       | is unknown: did you mean SMTP_HOST?",
        "WEBHOOKURL      | is unknown: did you mean WEBHOOK_URL?",
      })
  void a_name_that_is_almost_a_setting_is_remarked_wherever_it_stands(String name, String remark)
      throws IOException {
    var file = file(name + "=secret");

    assertThat(Settings.load(Optional.of(file), Map.of(), host -> true).remarks())
        .containsExactly(name + " in " + file + " line 1 " + remark);
    assertThat(Settings.load(Optional.of(file("")), Map.of(name, "x"), host -> true).remarks())
        .containsExactly(name + " in the environment " + remark);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ISSUER_DID", "DUET_BASE_IMAGE", "SMTP_TIMEOUT", "PATH", "LINK_TARGET", "A"})
  void other_names_are_not_remarked(String name) throws IOException {
    assertThat(
            Settings.load(Optional.of(file(name + "=1")), Map.of(name, "1"), host -> true)
                .remarks())
        .isEmpty();
  }

  @Test
  void a_proxy_in_a_file_has_no_effect_and_that_is_remarked() throws IOException {
    var file = file("https_proxy=http://user:secret@proxy:3128");

    assertThat(Settings.load(Optional.of(file), Map.of(), host -> true).remarks())
        .containsExactly(
            "https_proxy in " + file + " line 1 has no effect: set it in the environment");
  }

  @Test
  void every_setting_of_the_example_is_known() throws IOException {
    var example = EnvFile.read(Path.of("variables.env.example"));

    assertThat(example.settings().keySet()).isNotEmpty().allMatch(SettingNames::isKnown);
    assertThat(SettingNames.remarks(example.settings().values())).isEmpty();
  }

  @Test
  void an_alias_is_named_as_it_was_written() throws IOException {
    assertMistake("HOLDER_URL=secret", "HOLDER_URL in %s line 1: ");
  }

  @Test
  void a_key_that_cannot_be_sent() throws IOException {
    assertMistake(
        "INVITER_URL=http://host\nINVITER_APIKEY=sécret", "INVITER_APIKEY in %s line 2: ");
    assertMistake("INVITEE_TOKEN='sec\tret'", "INVITEE_TOKEN in %s line 1: ");
  }

  @Test
  void a_timeout_that_is_no_duration() throws IOException {
    assertMistake("DUET_TIMEOUT=soon", "DUET_TIMEOUT in %s line 1: invalid duration 'soon'");
  }

  @Test
  void a_mistake_of_the_environment() {
    assertThatThrownBy(
            () -> Settings.load(Optional.empty(), Map.of("INVITEE_URL", "secret"), host -> true))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("INVITEE_URL in the environment: ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void one_agent_where_two_are_needed() throws IOException {
    var file = file("\n\nISSUER_URL=http://localhost:8080");
    var settings = Settings.load(Optional.of(file), Map.of(), host -> true);

    assertThat(settings.configuredAgents()).hasSize(1);
    assertThat(settings.missing()).containsExactly("INVITEE_URL");
    assertThatThrownBy(settings::both)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "INVITEE_URL is not set, though there is ISSUER_URL in %s line 3: two agents are"
                    .formatted(file)
                + " needed, in the environment or in "
                + file);
  }

  @Test
  void no_agent_where_one_is_needed() throws IOException {
    var file = file("");
    var settings = Settings.load(Optional.of(file), Map.of(), host -> true);

    assertThatThrownBy(settings::configuredAgents)
        .isInstanceOf(SettingsException.class)
        .hasMessage("neither INVITER_URL nor INVITEE_URL is set, in the environment or in " + file);
    assertThatThrownBy(settings::both).hasMessageStartingWith("INVITER_URL is not set:");
  }

  @Test
  void keys_are_in_no_text() throws IOException {
    var file = file("INVITER_URL=http://host\nINVITER_APIKEY=secret\nINVITER_TOKEN=secret");
    var settings = Settings.load(Optional.of(file), Map.of(), host -> true);

    assertThat(settings.toString() + settings.inviter() + EnvFile.read(file))
        .contains("INVITER_APIKEY")
        .doesNotContain("secret");
  }

  private AbstractThrowableAssert<?, ?> assertMistake(String text, String message)
      throws IOException {
    var file = file(text);
    ThrowingCallable load = () -> Settings.load(Optional.of(file), Map.of(), host -> true);
    return assertThatThrownBy(load)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(message.formatted(file))
        .hasMessageNotContainingAny("secret", "cret")
        .hasNoCause();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "variables", ".env"), text);
  }
}
