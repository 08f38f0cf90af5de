package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that can't be understood ends with one sentence and how it is written. */
class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "--bogus                       | unknown option '--bogus'",
        "konnect                       | unknown command 'konnect': did you mean connect?",
        "conect                        | unknown command 'conect': did you mean connect?",
        "lst                           | unknown command 'lst': did you mean list?",
        "frobnicate                    | unknown command 'frobnicate'",
        "help konnect                  | unknown command 'konnect': did you mean connect?",
        "--versoin                     | unknown option '--versoin': did you mean --version?",
        "--replace connect             | unknown option '--replace' before the command: its"
            + " options",
        "connect --timeot 5s           | unknown option '--timeot': did you mean --timeout?",
        "agent --apikey                | unknown option '--apikey': did you mean --api-key?",
        "connect --bogus               | unknown option '--bogus'",
        "connect alice bob carol       | unknown argument 'bob'",
        "connect a/b                   | the name 'a/b' contains a slash or a control character",
        "connect --timeout             | missing required parameter for option '--timeout'",
        "connect --timeout soon        | invalid duration 'soon' (such as 500ms, 60s or 2m)",
        "connect --timeout -5s         | invalid duration '-5s'",
        "connect --timeout 0           | invalid duration '0' (must be more than 0, at most 24h)",
        "connect --timeout 999999999h  | invalid duration '999999999h'",
        "connect --agents both         | 'both' (must be one of auto, embedded, settings)",
        "accept                        | missing required parameter: 'INVITATION|URL'",
        "accept x --timeout=           | invalid duration ''",
        "show                          | missing required parameter: 'NAME|ID'",
        "list everything               | unknown argument 'everything'",
        "bench --pairs 0               | pairs and concurrency must be at least 1",
        "bench --concurrency -1        | pairs and concurrency must be at least 1",
        "delete alice --timeout 1s     | unknown option '--timeout'",
        "delete alice --report a.html  | unknown option '--report'",
        "bench --pairs many            | 'many' is not an int",
        "preflight --wait              | missing required parameter for option '--wait'",
        "connect --wait soon           | invalid duration 'soon' (such as 500ms, 60s or 2m)",
        "agent --port http             | invalid port http (must be 0–65535)",
        "agent --port 65536            | invalid port 65536 (must be 0–65535)",
        "agent --didcomm-port -1       | invalid port -1 (must be 0–65535)",
        "issue --claim name            | invalid claim 'name' (must be name=text or name:=JSON",
        "issue --claim age:=old        | invalid claim 'age': 'old' isn't a JSON value (such as 30",
        "issue --claim a=1 --claim a=2 | the claim 'a' is given twice",
        "present --claim a=1 --claim a:=2 | the claim 'a' is given twice",
        "issue --key rsa               | 'rsa' (must be one of ed25519, secp256k1)",
        "issue --validity 40000d       | (must be more than 0, at most 36500d)",
        "issue --schema src            | the schema file src can't be read: Is a directory",
        "issue --schema pom.xml        | the schema file pom.xml isn't a JSON object",
        "issue --via sms               | --via sms is for invitations to connect (must be link or qr)",
        "issue bob --via qr            | NAME and --via exclude each other",
        "issue bob --agents settings   | --agents goes without NAME",
        "present --trust somebody      | invalid DID 'somebody' (such as did:prism:",
        "present --domain=             | the text is empty",
        "present bob --claim a=1       | --claim is for a credential that is yet to be issued",
        "present --via qr --by-hand    | --by-hand is for a credential that is yet to be issued",
        "revoke                        | missing required parameter: 'NAME'",
      })
  void what_is_wrong_is_said_in_one_sentence(String arguments, String sentence) {
    assertMisuse(Terminal.duet(arguments.split(" ")), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void an_empty_name_is_none(String name) {
    assertMisuse(Terminal.duet("connect", name), "the name is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../alice", "a\\b", "a\nb", "a\u0000b", "a\u001b[31mb", "a\u009bb"})
  void a_name_that_no_file_should_have_is_shown_harmlessly(String name) {
    var terminal = Terminal.duet("connect", name);

    assertMisuse(terminal, "contains a slash or a control character");
    assertThat(terminal.err()).doesNotContain("\u001b", "\u0000", "\u009b");
  }

  @Test
  void a_name_has_an_end() {
    assertMisuse(
        Terminal.duet("connect", "x".repeat(101)), "the name has more than 100 characters");
  }

  @Test
  void an_unknown_option_is_shown_harmlessly() {
    assertMisuse(Terminal.duet("list", "--\u001b[31m"), "unknown option '--\\u001b[31m'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s\u00e9cret", "sec\nret"})
  void a_key_that_cannot_be_sent_is_not_shown(String key) {
    var terminal = Terminal.duet("agent", "--api-key", key);

    assertMisuse(terminal, "'--api-key' (KEY): must be one or more printable ASCII characters");
    assertThat(terminal.err()).doesNotContain("cret", "sec");
  }

  @Test
  void a_key_after_a_mistyped_option_is_not_shown() {
    var apart = Terminal.duet("agent", "--apikey", "secret");
    var joined = Terminal.duet("agent", "--apikey=secret");

    for (var terminal : List.of(apart, joined)) {
      assertMisuse(terminal, "unknown option '--apikey'");
      assertThat(terminal.err()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect --timeout soon --json", "show --json", "list --json --bogus"})
  void programs_get_a_document(String arguments) {
    var terminal = Terminal.duet(arguments.split(" "));

    assertThat(terminal.exitCode()).isEqualTo(2);
    var document = terminal.document();
    assertThat(document.get("outcome").asText()).isEqualTo("usage");
    assertThat(document.get("exitCode").asInt()).isEqualTo(2);
    assertThat(terminal.errLines())
        .containsExactly(
            "duet: " + document.at("/error/message").asText(),
            "  try   duet " + arguments.split(" ")[0] + " --help");
    assertThat(document.at("/error/usage").asText()).startsWith("duet " + arguments.split(" ")[0]);
  }

  @Test
  void without_a_command_help_goes_to_standard_error() {
    var terminal = Terminal.duet();

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).isEqualTo(Terminal.duet("--help").out());
  }

  @Test
  void help_lists_the_commands_and_describes_each() {
    assertThat(Terminal.duet("help").out()).isEqualTo(Terminal.duet("--help").out());
    assertThat(Terminal.duet("help", "list").out())
        .startsWith("Usage: duet list")
        .contains("--all")
        .isEqualTo(Terminal.duet("list", "--help").out());
  }

  @ParameterizedTest
  @CsvSource({
    "20,20", "40,40", "54,54", "55,55", "80,80", "100,100", "500,100", "0,80", "x,80", "'',80"
  })
  void help_fits_the_terminal(String columns, int width) {
    for (String command : List.of("connect", "present", "agent", "mediator", "check", "bench")) {
      var help = new Terminal().with("COLUMNS", columns).run("help", command);
      assertThat(help.out().lines()).allMatch(line -> line.length() <= width);
      assertThat(help.out().replaceAll("\\s+", "")).contains("Printversioninformationandexit.");
    }
  }

  @Test
  void commands_call_the_same_things_by_the_same_names() {
    for (String command : List.of("connect", "accept", "issue", "present", "resume", "agent")) {
      assertThat(Terminal.duet("help", command).out())
          .contains("--host=ADDRESS", "--didcomm-port=PORT", "--mediator=DID|URL");
    }
    assertThat(Terminal.duet("help", "mediator").out())
        .contains("--host=ADDRESS", "--port=PORT", "--public-url=URL");
    assertThat(Terminal.duet("help", "agent").out())
        .contains("  --pickup-intervals=WAITING,IDLE\n");
  }

  @Test
  void help_and_version_go_to_standard_output() {
    var help = Terminal.duet("--help");
    var version = Terminal.duet("--version");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: duet", "connect", "preflight", "Exit codes:");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out())
        .startsWith("duet ")
        .contains("Java " + System.getProperty("java.version"), System.getProperty("java.vendor"))
        .isEqualTo(Terminal.duet("connect", "--version").out());
    assertThat(help.err() + version.err()).isEmpty();
  }

  private static void assertMisuse(Terminal terminal, String sentence) {
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.errLines()).hasSize(2);
    assertThat(terminal.errLines().get(0)).startsWith("duet: ").contains(sentence);
    assertThat(terminal.errLines().get(1)).matches("  try   duet( \\w+)? --help");
  }
}
