package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class VerboseTest {

  @AutoClose private final EmbeddedAgent agent = EmbeddedAgent.builder().apiKey("5ecret").start();

  @Test
  void every_call_is_shown_on_standard_error() {
    var terminal = duet().run("preflight", "--verbose", "--json");

    assertThat(terminal.document().get("outcome").asText()).isEqualTo("ready");
    assertThat(terminal.err())
        .containsPattern("GET " + agent.url() + "/connections\\?\\S+: HTTP 200 in \\d+ ms\n  sent ")
        .contains("apikey: ***", "\n  got   {\"contents\"")
        .doesNotContain("5ecret");
    assertThat(duet().run("preflight").err()).isEmpty();
  }

  @Test
  void a_call_without_an_answer_is_shown_with_the_reason() {
    var terminal = duet();
    var url = agent.url();
    agent.close();

    assertThat(terminal.run("preflight", "--verbose").err())
        .containsPattern("GET " + url + "/connections\\?\\S+: no answer in \\d+ ms\n")
        .contains("Connection refused");
  }

  @Test
  void an_invitation_is_not_shown() {
    var terminal =
        new Terminal().run("connect", "--verbose", "--via", "link", "--accept", "--quiet");

    assertThat(terminal.exitCode()).as(terminal.err()).isZero();
    var oob = terminal.out().split("_oob=")[1].substring(0, 40);
    assertThat(terminal.err()).contains("/connection-invitations: HTTP 200", "\"***\"");
    assertThat(terminal.err()).doesNotContain(oob);
  }

  @Test
  void calls_of_a_gateway_are_shown_without_its_token_and_the_link() {
    try (var gateway = new StubServer(Reply.text(401, "text/plain", "no: 5ecret"))) {
      var terminal =
          duet()
              .with("SMS_URL", gateway.url() + "/Messages.json")
              .with("SMS_ACCOUNT", "me")
              .with("SMS_TOKEN", "5ecret-token")
              .with("SMS_FROM", "+491")
              .run("connect", "--verbose", "--via", "sms", "--to", "+491701234567");

      assertThat(terminal.exitCode()).isEqualTo(3);
      assertThat(terminal.err())
          .contains("POST " + gateway.url() + "/Messages.json: HTTP 401", "_oob%3D***")
          .doesNotContain("5ecret-token");
    }
  }

  private Terminal duet() {
    return new Terminal()
        .with("INVITER_URL", agent.url().toString())
        .with("INVITER_APIKEY", "5ecret");
  }
}
