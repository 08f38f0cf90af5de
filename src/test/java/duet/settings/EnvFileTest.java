package duet.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "KEY=value | value",
        "export KEY=value | value",
        "`  export   KEY = value  ` | value",
        "KEY=two words | two words",
        "KEY='two  words' | two  words",
        "KEY=\"two words\" | two words",
        "KEY=value # comment | value",
        "KEY='value'   # it's a comment | value",
        "KEY=\"va'lue\" # comment | va'lue",
        "KEY='va#lue' | va#lue",
        "KEY='va # lue' # comment | va # lue",
        "KEY=va#lue | va#lue",
        "KEY=#value | #value",
        "KEY=https://host:8080/path?a=b#c | https://host:8080/path?a=b#c",
        "KEY=it's | it's",
        "KEY=\"a \\\"b\\\" \\\\ \\$c\" | a \"b\" \\ $c",
        "KEY='a\\b' | a\\b",
        "KEY=$HOME | $HOME",
        "KEY= | ``",
        "KEY='' | ``",
        "KEY=   # nothing | ``",
        "_key1=1 | 1"
      })
  void a_line_is_read_as_a_shell_would(String line, String value) throws IOException {
    assertThat(read(line).values()).containsExactly(value);
  }

  @Test
  void empty_lines_and_comments_say_nothing() throws IOException {
    assertThat(read("\n  \t\n# KEY=value\n   # more\nKEY=1\n"))
        .containsExactly(Map.entry("KEY", "1"));
  }

  @Test
  void the_last_of_two_lines_wins() throws IOException {
    assertThat(read("KEY=1\nKEY=2\n")).containsExactly(Map.entry("KEY", "2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A=1\r\nB=2\r\n", "A=1\rB=2", "\uFEFFA=1\nB=2", "\uFEFFexport A=1\r\nB='2'"})
  void any_line_ends_and_a_byte_order_mark_do_no_harm(String text) throws IOException {
    assertThat(read(text)).containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "2"));
  }

  @Test
  void a_long_quoted_value_is_read() throws IOException {
    var value = "x".repeat(100_000);

    assertThat(read("KEY=\"" + value + "\"")).containsEntry("KEY", value);
    assertThat(read("KEY='" + value + "'")).containsEntry("KEY", value);
    assertThat(read("KEY=" + value)).containsEntry("KEY", value);
  }

  @Test
  void each_setting_knows_its_line() throws IOException {
    var file = file("# first\nA=1\n\nB=2\n", UTF_8);

    assertThat(EnvFile.read(file).settings().values())
        .map(Setting::origin)
        .containsExactlyInAnyOrder(file + " line 2", file + " line 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "export secret",
        "1A=secret",
        "A-B=secret",
        "=secret",
        "A B=secret",
        "{secret"
      })
  void a_broken_line_is_named_but_not_shown(String line) throws IOException {
    var file = file("A=1\n" + line + "\n", UTF_8);

    assertThatThrownBy(() -> EnvFile.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + " line 2: not a setting (NAME=value, a comment or an empty line)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY='secret",
        "KEY=\"secret",
        "KEY=\"secret\\\"",
        "KEY='secret' secret",
        "KEY='secret'#secret",
        "KEY=  'secret",
        "KEY='it's secret'"
      })
  void a_broken_quote_is_named_with_its_setting_but_not_shown(String line) throws IOException {
    var file = file("\r\n" + line, UTF_8);

    assertThatThrownBy(() -> EnvFile.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file + " line 2: the value of KEY has an unclosed quote, or text after the closing one")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVITER_URL=http://host/$X",
        "INVITER_APIKEY=${KEY}",
        "INVITER_APIKEY=\"${KEY:-none}\"",
        "export DUET_DATA=$HOME/data # there"
      })
  void what_a_shell_would_expand_is_remarked(String line) throws IOException {
    var remarks = EnvFile.read(file(line, UTF_8)).remarks();

    assertThat(remarks).singleElement().asString().contains(" line 1: nothing is expanded here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"INVITER_APIKEY='$KEY'", "INVITER_APIKEY=\"\\$KEY\"", "SMS_TOKEN=a$1$$", "A=$B"})
  void what_a_shell_would_keep_or_another_program_uses_is_not_remarked(String line)
      throws IOException {
    assertThat(EnvFile.read(file(line, UTF_8)).remarks()).isEmpty();
  }

  @Test
  void a_line_that_replaces_another_is_remarked() throws IOException {
    var file = file("KEY=secret\nA=1\nA=1\nKEY=secret2\n", UTF_8);

    assertThat(EnvFile.read(file).remarks())
        .containsExactly("KEY in " + file + " line 4 takes precedence over " + file + " line 1");
  }

  @Test
  void a_typographic_quote_is_named() throws IOException {
    var file = file("KEY=\u201csecret\u201d", UTF_8);

    assertThatThrownBy(() -> EnvFile.read(file))
        .hasMessage(
            file + " line 1: the value of KEY begins with a typographic quote (must be \" or ')");
  }

  @Test
  void a_file_that_is_none_is_named() {
    var file = directory.resolve("nowhere.env");

    assertThatThrownBy(() -> EnvFile.read(file)).hasMessage("no such file: " + file);
    assertThatThrownBy(() -> EnvFile.read(directory))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(directory + " can't be read");
  }

  @Test
  void a_file_in_another_encoding_is_refused() throws IOException {
    var latin = file("KEY=schlüssel", ISO_8859_1);
    var utf16 = file("\uFEFFKEY=value", UTF_16LE);

    assertThatThrownBy(() -> EnvFile.read(latin)).hasMessage(latin + " is not UTF-8 text");
    assertThatThrownBy(() -> EnvFile.read(utf16)).hasMessage(utf16 + " is not UTF-8 text");
  }

  private Map<String, String> read(String text) throws IOException {
    return EnvFile.read(file(text, UTF_8)).settings().values().stream()
        .collect(Collectors.toMap(Setting::name, Setting::value));
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "variables", ".env"), text, charset);
  }
}
