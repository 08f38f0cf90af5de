package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Bodies;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a command prints, well or badly ended, no key or token is in it. */
class KeysStaySecretTest {

  private static final String KEY = "5ecret-key";
  private static final String TOKEN = "5ecret-token";

  @AutoClose private final EmbeddedAgent agent = EmbeddedAgent.builder().apiKey(KEY).start();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect",
        "preflight",
        "list",
        "show " + Bodies.THREAD,
        "connect --verbose",
        "list --verbose --json",
        "connect --json",
        "preflight --json",
        "list --json",
        "show --json " + Bodies.THREAD
      })
  void no_command_shows_them(String command) {
    for (String key : new String[] {KEY, KEY + "-mistyped"}) {
      var terminal =
          new Terminal()
              .with("INVITER_URL", agent.url().toString())
              .with("INVITER_APIKEY", key)
              .with("INVITER_TOKEN", TOKEN)
              .with("ISSUER_APIKEY", KEY)
              .with("INVITEE_URL", agent.url().toString())
              .with("HOLDER_APIKEY", key)
              .run(command.split(" "));

      assertThat(terminal.out() + terminal.err()).isNotEmpty().doesNotContain("5ecret");
    }
  }
}
