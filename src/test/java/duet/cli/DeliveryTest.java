package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import duet.session.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the command line hands invitations over. */
class DeliveryTest {

  @ParameterizedTest
  @CsvSource({
    "link, , https://my.domain.com/path?_oob=",
    "qr, , QR code in ",
    "sms, +491701234567, Nothing was sent: no SMS_URL is set",
    "email, bob@example.org, Nothing was sent: no SMTP_HOST is set"
  })
  void our_invitee_answers_through_what_was_delivered(String via, String to, String said) {
    var arguments = Stream.of("connect", "bob", "--accept", "--via", via);
    var terminal =
        new Terminal()
            .run(
                Stream.concat(arguments, to == null ? Stream.of() : Stream.of("--to", to))
                    .toArray(String[]::new));

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains(said, "bob is connected", "the DIDs match crosswise");
    Schema.requireAllValid(terminal.data());
  }

  @Test
  void nothing_is_left_without_a_name_but_what_is_to_be_sent_by_hand() throws Exception {
    var terminal = new Terminal().run("connect", "--via", "qr", "--accept", "--json");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.document().at("/delivery/file").asText()).endsWith("connection-invite.png");
    assertThat(terminal.document().at("/standing/number").asInt()).isEqualTo(4);
    assertThat(files(terminal.data())).isEmpty();

    terminal.again().run("connect", "--via", "sms", "--to", "+491701234567", "--accept");

    assertThat(files(terminal.data())).singleElement().asString().startsWith("connection-invite-");
  }

  @Test
  void the_code_is_drawn_where_it_fits() {
    var wide = new Terminal().with("COLUMNS", "120").run("connect", "--via", "qr", "--accept");
    var narrow = new Terminal().with("COLUMNS", "40").run("connect", "--via", "qr", "--accept");

    assertThat(wide.out().lines().filter(line -> line.matches("[█▀▄ ]{60,}")))
        .hasSizeGreaterThan(30);
    assertThat(narrow.out()).doesNotContain("██").contains("The QR code needs ", "has 40");
  }

  @Test
  void a_refusal_leaves_the_link_and_a_session_that_can_be_resumed() throws Exception {
    try (var gateway = new StubServer(Reply.text(401, "text/plain", "no"));
        var agents = AgentPair.embedded()) {
      var terminal =
          new Terminal()
              .with("INVITER_URL", agents.inviter().url().toString())
              .with("SMS_URL", gateway.url() + "/Messages.json")
              .with("SMS_ACCOUNT", "AC1")
              .with("SMS_TOKEN", "token-of-the-gateway")
              .with("SMS_FROM", "+15005550006");

      terminal.run("connect", "bob", "--via", "sms", "--to", "+491701234567", "--json");

      assertThat(terminal.exitCode()).isEqualTo(3);
      assertThat(terminal.err()).contains("HTTP 401", "Check SMS_ACCOUNT", "_oob=");
      assertThat(terminal.document().get("link").asText()).contains("_oob=");
      assertThat(terminal.out() + terminal.err()).doesNotContain("token-of-the-gateway");
      Schema.requireAllValid(terminal.data());

      var link = terminal.document().get("link").asText();
      agents.invitee().accept(duet.didcomm.Invitation.parse(link));
      var resumed = terminal.again().run("resume", "bob");
      assertThat(resumed.exitCode()).as(resumed.err()).isZero();
      assertThat(resumed.out()).contains("4 Accepted");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--via sms | --via sms requires --to: a number",
        "--via email | --via email requires --to: an address",
        "--via sms --to 0170123 | invalid phone number '0170123' (E.164",
        "--via email --to bob | invalid e-mail address 'bob'",
        "--via link --to bob@example.org | --to requires --via sms or --via email",
        "--via pigeon | pigeon",
        "--use-public-did | agents create each invitation with a new peer DID"
      })
  void bad_options_are_refused_before_anything_happens(String options, String why) {
    var terminal =
        new Terminal()
            .run(
                Stream.concat(Stream.of("connect", "bob"), Stream.of(options.split(" ")))
                    .toArray(String[]::new));

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains(why);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.data()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SMS_URL | https://x.test/ | sms | +491701234567 | SMS_ACCOUNT is not set, though there is SMS_URL",
        "SMS_URL | nonsense | sms | +491701234567 | no http:// or https:// before the host",
        "SMTP_HOST | mail.test | email | bob@x.test | SMTP_FROM is not set, though there is SMTP_HOST",
        "LINK_BASE | nowhere | link | | no http:// or https:// before the host"
      })
  void settings_that_cannot_be_used_are_named(
      String name, String value, String via, String to, String why) {
    var options = Stream.of("connect", "--via", via);
    var terminal =
        new Terminal()
            .with(name, value)
            .run(
                Stream.concat(options, to == null ? Stream.of() : Stream.of("--to", to))
                    .toArray(String[]::new));

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains(why);
  }

  @Test
  void a_data_directory_that_cannot_be_is_told_before_an_invitation_is_made() throws Exception {
    try (var agents = AgentPair.embedded()) {
      var file = Files.createTempFile("duet", ".data");
      var terminal =
          new Terminal()
              .with("DUET_DATA", file.toString())
              .with("INVITER_URL", agents.inviter().url().toString());

      terminal.run("connect", "bob", "--via", "link", "--timeout", "1s");

      assertThat(terminal.exitCode()).isEqualTo(2);
      assertThat(terminal.errLines()).hasSize(1);
      assertThat(terminal.err()).contains(file + " can't be used");
      assertThat(agents.inviter().connections()).isEmpty();
      Files.delete(file);
    }
  }

  @Test
  void an_image_that_cannot_be_written_leaves_the_link() throws Exception {
    try (var agents = AgentPair.embedded()) {
      var terminal = new Terminal().with("INVITER_URL", agents.inviter().url().toString());
      var taken = terminal.data().resolve("bob-connection-invite.png");
      Files.createDirectories(taken.resolve("not empty"));

      terminal.run("connect", "bob", "--via", "qr", "--timeout", "1s");

      assertThat(terminal.exitCode()).isEqualTo(2);
      assertThat(terminal.err()).contains(taken + " can't be written", "_oob=");
      assertThat(files(terminal.data()))
          .containsExactlyInAnyOrder("bob-connection-invite.png", "bob-connection.json");
    }
  }

  @Test
  void an_image_is_accepted_and_what_is_none_is_refused() throws Exception {
    try (var agents = AgentPair.embedded()) {
      var terminal = new Terminal().with("INVITER_URL", agents.inviter().url().toString());
      terminal.run(
          "connect",
          "bob",
          "--via",
          "qr",
          "--goal",
          "To meet",
          "--timeout",
          "1s",
          "--expires",
          "1h");
      var image = terminal.data().resolve("bob-connection-invite.png").toString();

      var accepted = new Terminal().run("accept", image);
      var missing = new Terminal().run("accept", image + ".other.png");

      assertThat(accepted.exitCode()).as(accepted.err()).isZero();
      assertThat(accepted.out()).contains("did:peer:2", "To meet", "ConnectionResponseReceived");
      assertThat(missing.exitCode()).isEqualTo(2);
      assertThat(missing.errLines()).hasSize(1);
      assertThat(missing.err()).contains("no such file");
    }
  }

  @Test
  void the_countdown_is_one_line_on_a_terminal_and_a_plain_one_elsewhere() {
    var real = new Terminal().real().run("connect", "--via", "link", "--timeout", "1500ms");
    var plain = new Terminal().run("connect", "--via", "link", "--timeout", "1500ms");

    assertThat(real.out())
        .containsPattern("\r  waiting for an answer, \\d s left\u001B\\[K")
        .contains("\r\u001B[K");
    assertThat(plain.out()).contains("waiting for an answer").doesNotContain("\r", "\u001B");
  }

  private static List<String> files(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(file -> !file.equals(directory))
          .filter(file -> Files.isRegularFile(file) || file.toString().endsWith(".png"))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }
}
