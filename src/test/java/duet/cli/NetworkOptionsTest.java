package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.embedded.EmbeddedAgent;
import duet.embedded.EmbeddedMediator;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How others reach the command line's own agents. */
class NetworkOptionsTest {

  private static final String HERE = "127.0.0.2";

  private final Terminal terminal = new Terminal();

  @Test
  void the_invitation_and_the_document_have_the_address() {
    var document = terminal.run("connect", "bob", "--host", HERE, "--json").document();

    var url = document.at("/agents/inviter/didcomm/url").asText();
    assertThat(url).startsWith("http://127.0.0.2:");
    assertThat(document.at("/agents/inviter/url").asText()).startsWith("http://127.0.0.1:");
    assertThat(document.at("/agents/inviter/didcomm/loopback").asBoolean()).isTrue();
    assertThat(document.at("/agents/invitee/didcomm/url").asText()).startsWith("http://127.0.0.2:");
    assertThat(document.at("/outcome").asText()).isEqualTo("connected");

    var later = terminal.again().run("connect", "ann", "--json").document();
    assertThat(later.at("/agents/inviter/didcomm/url").asText()).isEqualTo(url);
  }

  @Test
  void the_setting_does_the_same_and_an_option_takes_precedence() {
    var set = terminal.with("DUET_HOST", HERE).run("connect", "--json");
    var other = terminal.again().run("connect", "--host", "127.0.0.3", "--json");

    assertThat(url(set)).startsWith("http://127.0.0.2:");
    assertThat(url(other)).startsWith("http://127.0.0.3:");
  }

  @Test
  void a_mediator_takes_the_place_of_every_address() {
    try (var mediator = EmbeddedMediator.builder().start()) {
      var url = mediator.url().toString();
      var document =
          terminal.with("DUET_HOST", HERE).run("connect", "--mediator", url, "--json").document();

      assertThat(document.at("/outcome").asText()).isEqualTo("connected");
      assertThat(document.at("/agents/inviter/didcomm/mediator").asText()).isEqualTo(url);
      assertThat(document.at("/agents/inviter/didcomm/url").asText()).contains("127.0.0.1");
      for (String option : new String[] {"--host=127.0.0.2", "--public-url=https://a.example"}) {
        var refused = terminal.again().run("connect", "--mediator", url, option);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("can't be combined with --mediator");
      }
    }
  }

  @Test
  void a_mediator_that_is_none_is_refused_before_anything_starts() {
    var refused = terminal.run("connect", "bob", "--mediator", "nonsense");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("must be its DID, its invitation, or its http or https URL");
    var down = terminal.again().run("connect", "bob", "--mediator", "http://127.0.0.1:1");
    assertThat(down.exitCode()).isEqualTo(3);
    assertThat(down.err()).contains("No mediator answers at http://127.0.0.1:1/did");
  }

  @Test
  void what_earlier_connections_lose_is_said() {
    terminal.run("connect", "bob", "--host", HERE);
    terminal.again().run("connect", "joe");
    var ann = terminal.again().run("connect", "ann", "--host", "127.0.0.3");

    assertThat(ann.exitCode()).as(ann.err()).isZero();
    assertThat(ann.out())
        .contains("The DIDs of 2 earlier connections have http://127.0.0.2:")
        .contains("which refuses connections from here: what their peers send is lost")
        .contains("--host 127.0.0.2 opens it again; new invitations have http://127.0.0.3:");
    var back = terminal.again().run("connect", "lea", "--host", HERE);
    assertThat(back.out()).contains("The DID of an earlier connection has http://127.0.0.3:");
  }

  @Test
  void only_the_newest_addresses_of_many_are_looked_at() {
    for (int host = 2; host <= 5; host++) {
      terminal.again().run("connect", "bob" + host, "--host", "127.0.0." + host);
    }
    var last = terminal.again().run("connect", "ann", "--host", "127.0.0.6").out();

    assertThat(last).contains("has http://127.0.0.5:", "has http://127.0.0.3:");
    assertThat(last).doesNotContain("http://127.0.0.2:");
  }

  @Test
  void a_public_url_that_leads_elsewhere_is_said_and_no_failure() {
    try (var site = new StubServer(Reply.html(200))) {
      var shown =
          terminal.run("connect", "--via", "link", "--timeout", "1s", "--public-url", site.url());

      assertThat(shown.exitCode()).isEqualTo(5);
      assertThat(shown.out())
          .contains(site.url() + " answers from here, but not as a DIDComm agent does")
          .contains("does the tunnel or proxy run, and lead to 127.0.0.1:");
    }
  }

  @Test
  void an_address_that_a_mediator_stands_for_is_not_looked_at() {
    try (var site = new StubServer(Reply.html(200));
        var mediator = EmbeddedMediator.builder().start()) {
      terminal.run("connect", "ann", "--mediator", mediator.did());
      var shown = terminal.again().run("connect", "bob", "--public-url", site.url());

      assertThat(shown.exitCode()).as(shown.err()).isZero();
      assertThat(shown.out()).contains("DIDComm through the mediator at " + mediator.url());
      assertThat(site.received()).isEmpty();
    }
  }

  @Test
  void a_tunnel_is_told_where_to_lead() {
    int port;
    try (var agent = EmbeddedAgent.builder().start()) {
      port = agent.url().getPort();
    }
    var url = "https://no-such-host.invalid/bob";
    var shown =
        terminal.run(
            "connect",
            "--via",
            "link",
            "--timeout",
            "1s",
            "--public-url",
            url,
            "--didcomm-port",
            String.valueOf(port));

    assertThat(shown.out())
        .contains(
            "DIDComm at " + url + ", a tunnel or proxy that has to lead to 127.0.0.1:" + port,
            url + " does not resolve here: does the tunnel or proxy run")
        .doesNotContain("only this machine");
    assertThat(shown.err()).contains("Open " + url + " on a phone");
  }

  @Test
  void an_invitee_is_reached_there_too() {
    try (var inviter = EmbeddedAgent.builder().didcommHost("127.0.0.3").start()) {
      var invitation =
          Agent.open(AgentAddress.of("inviter", inviter.url().toString()))
              .invite("Bob")
              .invitationUrl();
      var document = terminal.run("accept", invitation, "--host", HERE, "--json").document();

      assertThat(document.at("/agents/invitee/didcomm/url").asText())
          .startsWith("http://127.0.0.2:");
      assertThat(document.at("/invitee/state").asText()).isEqualTo("ConnectionResponseReceived");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--host no-such-host.invalid | unknown host 'no-such-host.invalid'",
        "--host 127.0.0.1:8080 | must be a host alone, without scheme, port, brackets",
        "--host http://127.0.0.1 | must be a host alone, without scheme, port, brackets",
        "--host= | unknown host ''",
        "--public-url tunnel.example | no http:// or https:// before the host",
        "--public-url ftp://tunnel.example | must begin with http:// or https://",
        "--public-url https://tunnel.example/?x=y | must not have a query or fragment",
        "--public-url https://tunnel.example/#x | must not have a query or fragment",
        "--public-url https://my_tunnel.example | its host has an underscore",
        "--public-url https://me:pass@tunnel.example | must not have a user or password",
        "--didcomm-port 65536 | invalid port 65536",
      })
  void what_cannot_be_an_address_is_refused(String options, String why) {
    for (String command : new String[] {"connect", "accept x", "resume x"}) {
      var refused = new Terminal().run((command + " " + options).split(" "));

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains(why, "--help").doesNotContain("me:pass");
    }
  }

  @Test
  void an_address_of_another_machine_is_refused() {
    var refused = terminal.run("connect", "--host", "203.0.113.7");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("option '--host': '203.0.113.7' is not an address of this machine", "--help");
  }

  @Test
  void the_setting_is_checked_where_it_is_used() {
    var refused = terminal.with("DUET_HOST", "203.0.113.7").run("connect");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("DUET_HOST in the environment: '203.0.113.7' is not an address of this machine");
    assertThat(terminal.again().run("list").exitCode()).isZero();
  }

  @Test
  void agents_of_the_settings_take_no_address_from_here() {
    try (var pair = AgentPair.embedded()) {
      terminal
          .with("INVITER_URL", pair.inviter().url().toString())
          .with("INVITEE_URL", pair.invitee().url().toString());

      Stream.of("--host " + HERE, "--public-url https://tunnel.example", "--didcomm-port 9000")
          .forEach(
              option -> {
                var refused = terminal.again().run(("connect " + option).split(" "));
                assertThat(refused.exitCode()).isEqualTo(2);
                assertThat(refused.err())
                    .contains(option.split(" ")[0] + " is for embedded agents")
                    .contains("DIDCOMM_SERVICE_URL");
              });
      var ignored = terminal.again().with("DUET_HOST", "203.0.113.7").run("connect", "--json");
      assertThat(ignored.exitCode()).as(ignored.err()).isZero();
      assertThat(ignored.document().at("/agents/inviter/didcomm").isMissingNode()).isTrue();
    }
  }

  private static String url(Terminal connected) {
    return connected.document().at("/agents/inviter/didcomm/url").asText();
  }
}
