package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code duet agent} takes from its options and from a container's environment. */
@Timeout(60) // an agent that starts by mistake would run for ever
class AgentSettingsTest {

  private final Terminal terminal = new Terminal();
  private Thread command;

  @AfterEach
  void stop() throws InterruptedException {
    if (command != null) {
      command.interrupt();
      command.join();
    }
  }

  @Test
  void a_containers_environment_is_understood() throws Exception {
    terminal
        .with("AGENT_HTTP_PORT", "0")
        .with("AGENT_DIDCOMM_PORT", "0")
        .with("API_KEY_ENABLED", "true")
        .with("DEFAULT_WALLET_ENABLED", "true")
        .with("DEFAULT_WALLET_AUTH_API_KEY", "the-key")
        .with("CONNECT_INVITATION_EXPIRY", "300 seconds")
        .with("DIDCOMM_SERVICE_URL", "http://agent.example:8090")
        .with("ADMIN_TOKEN", "the-token")
        .with("AGENT_DB_HOST", "db")
        .with("AGENT_DB_PASSWORD", "the-password")
        .with("SECRET_STORAGE_BACKEND", "vault")
        .with("POLLUX_DB_NAME", "")
        .with("PRISM_NODE_HOST", "node");
    start("agent");

    assertThat(terminal.out()).contains("with the given key").contains("http://agent.example:8090");
    assertThat(terminal.errLines())
        .containsExactly(
            "Ignored (an embedded agent has no database, vault, node or admin API):"
                + " ADMIN_TOKEN, AGENT_DB_*, PRISM_NODE_*, SECRET_STORAGE_BACKEND");
    assertThat(terminal.out() + terminal.err()).doesNotContain("the-");
    assertThat(status("the-key")).isEqualTo(200);
    assertThat(status("other")).isEqualTo(401);
  }

  @Test
  void options_go_before_the_environment() throws Exception {
    terminal
        .with("AGENT_HTTP_PORT", "1")
        .with("DEFAULT_WALLET_AUTH_API_KEY", "the-key")
        .with("API_KEY_ENABLED", "false");
    start("agent", "--port", "0", "--api-key", "mine", "--api-key", "yours");

    assertThat(terminal.out()).contains("with one of the given keys");
    assertThat(status("mine")).isEqualTo(200);
    assertThat(status("yours")).isEqualTo(200);
    assertThat(status("the-key")).isEqualTo(401);
  }

  @Test
  void keys_can_be_off() throws Exception {
    terminal.with("API_KEY_ENABLED", "false").with("DEFAULT_WALLET_AUTH_API_KEY", "the-key");
    start("agent", "--port", "0");

    assertThat(terminal.out()).contains("without a key");
    assertThat(status("whatever")).isEqualTo(200);
  }

  @Test
  void keys_can_open_new_wallets() throws Exception {
    terminal.with("API_KEY_ENABLED", "true").with("API_KEY_AUTO_PROVISIONING", "true");
    start("agent", "--port", "0");

    assertThat(status("whatever")).isEqualTo(200);
    assertThat(status("")).isEqualTo(401);
  }

  @Test
  void any_key_can_open_the_default_wallet() throws Exception {
    terminal.with("API_KEY_AUTHENTICATE_AS_DEFAULT_USER", "true");
    start("agent", "--port", "0");

    assertThat(terminal.out()).contains("with any key");
    assertThat(status("whatever")).isEqualTo(200);
    assertThat(status("")).isEqualTo(401);
  }

  @Test
  void keys_can_lie_in_a_file(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("keys"), "# ours\n\n  one  \ntwo\n");
    start("agent", "--port", "0", "--api-key-file", file.toString());

    assertThat(status("one")).isEqualTo(200);
    assertThat(status("two")).isEqualTo(200);
    assertThat(status("# ours")).isEqualTo(401);
  }

  @Test
  void an_agent_for_others_needs_a_key() throws Exception {
    start("agent", "--host", "0.0.0.0", "--port", "0", "--api-key", "mine");

    assertThat(terminal.out()).doesNotContain("0.0.0.0");
  }

  @Test
  void an_agent_for_others_says_which_variable_keeps_its_key_from_it() {
    terminal
        .with("DEFAULT_WALLET_AUTH_API_KEY", "mine")
        .with("API_KEY_ENABLED", "false")
        .run("agent", "--host", "0.0.0.0");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("needs a key: ").contains("without API_KEY_ENABLED=false");
  }

  @Test
  void faults_and_times_are_taken() throws Exception {
    start(
        ("agent --port 0 --fault drop-response:1 --fault delay=1s --retry-pauses 0,5s,10s"
                + " --expiry 10m")
            .split(" "));

    assertThat(terminal.out()).contains("  faults    drop-response:1, delay=1s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agent --host 0.0.0.0                  | so it needs a key: --api-key, --api-key-file or DEFAULT_WALLET_AUTH_API_KEY
          agent --host ::                       | so it needs a key
          agent --host no-such-host.invalid     | unknown host 'no-such-host.invalid'
          agent --fault lunch                   | invalid fault 'lunch' (must be one of these
          agent --fault delay=x                 | drop-response
          agent --retry-pauses 0,soon           | invalid duration 'soon'
          agent --retry-pauses ''               | invalid duration ''
          agent --expiry 0                      | must be more than 0
          agent --api-key-file /no/such/file    | --api-key-file: /no/such/file can't be read: no such file
          agent --api-key-file /dev/null        | --api-key-file: no key in /dev/null
          """)
  void what_cannot_be_is_a_mistake(String line, String part) {
    terminal.run(line.replace("''", "").split(" ", -1));

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains(part);
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT_HTTP_PORT, http",
    "AGENT_DIDCOMM_PORT, 65536",
    "API_KEY_ENABLED, yes",
    "API_KEY_ENABLED, true",
    "CONNECT_INVITATION_EXPIRY, soon",
    "NEOPRISM_BASE_URL, node",
    "CREDENTIAL_VERIFY_DATES, sometimes",
    "PRESENTATION_VERIFY_HOLDER_BINDING, 1",
    "PRESENTATION_LEEWAY, long",
    "REST_SERVICE_URL, agent:8085",
    "DIDCOMM_SERVICE_URL, ftp://agent",
    "GLOBAL_WEBHOOK_URL, http://"
  })
  void a_variable_that_cannot_be_used_is_named(String name, String value) {
    terminal.with(name, value).run("agent", "--port", "0");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains(name);
  }

  private int status(String key) throws IOException, InterruptedException {
    var url = terminal.out().replaceFirst("(?s).*REST +([^,]+),.*", "$1");
    var request = HttpRequest.newBuilder(URI.create(url + "/connections")).header("apikey", key);
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private void start(String... args) {
    command = new Thread(() -> terminal.run(args));
    command.start();
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(() -> terminal.out().contains("DIDComm   ") && terminal.out().endsWith("\n"));
    await().atMost(Duration.ofSeconds(30)).until(() -> command.getState() == Thread.State.WAITING);
  }
}
