package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.didcomm.Invitation;
import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediatorCommandTest {

  private static final URI PUBLIC = URI.create("https://mediator.example");

  @TempDir private Path directory;

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
  void it_prints_its_did_and_its_invitation() {
    start("mediator", "--port", "0", "--data", directory.toString());

    var lines = terminal.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("Mediator ready");
    assertThat(lines.get(1)).matches("  URL         http://127.0.0.1:\\d+");
    assertThat(lines.get(2)).startsWith("  DID         did:peer:2.E");
    assertThat(lines.get(3)).startsWith("  invitation  http://127.0.0.1:");
    assertThat(lines.get(4)).isEqualTo("  data        " + directory);
    assertThat(lines.get(5)).startsWith("  Nobody outside this machine can use it: --host ADDRESS");
    var invitation = Invitation.parse(lines.get(3).strip().split(" +")[1]);
    assertThat(lines.get(2)).endsWith(invitation.from());
    assertThat(new WalletClient(invitation.from()).mediate()).isEqualTo(invitation.from());
  }

  @Test
  void programs_get_one_document_as_soon_as_it_is_ready() throws InterruptedException {
    start("mediator", "--port", "0", "--public-url", "https://mediator.example", "--json");

    var document = terminal.document();
    assertThat(document.get("outcome").asText()).isEqualTo("ready");
    assertThat(document.get("url").asText()).isEqualTo("https://mediator.example");
    assertThat(document.get("did").asText()).startsWith("did:peer:2.E");
    assertThat(document.get("listening").asText()).matches("127\\.0\\.0\\.1:[1-9]\\d*");
    assertThat(document.get("loopback").asBoolean()).isFalse();
    assertThat(Invitation.parse(document.get("invitation").asText()).from())
        .isEqualTo(document.get("did").asText());
    stop();
    assertThat(terminal.document()).isEqualTo(document);
  }

  @Test
  void it_says_where_a_tunnel_has_to_lead_also_when_the_url_is_a_kept_one() {
    var leads = "once a tunnel or proxy leads to 127\\.0\\.0\\.1:[1-9]\\d*\\.";
    var data = directory.toString();
    try (var earlier = EmbeddedMediator.builder().data(directory).publicUrl(PUBLIC).start()) {
      assertThat(earlier.loopback()).isFalse();
    }

    start("mediator", "--data", data);

    assertThat(terminal.out())
        .contains("URL         " + PUBLIC)
        .containsPattern(leads)
        .doesNotContain(":8086");
  }

  @Test
  void a_port_that_is_taken_is_a_mistake() {
    try (var other = EmbeddedMediator.builder().start()) {
      terminal.run("mediator", "--port", String.valueOf(other.url().getPort()));

      assertThat(terminal.exitCode()).isEqualTo(2);
      assertThat(terminal.errLines()).singleElement().asString().contains("the port is taken");
    }
  }

  @Test
  void a_foreign_address_is_a_mistake() {
    terminal.run("mediator", "--host", "192.0.2.1");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.errLines().get(0)).contains("not an address of this machine");
  }

  private void start(String... args) {
    command = new Thread(() -> terminal.run(args));
    command.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> terminal.out().contains("_oob="));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> terminal.out().matches("(?s).*(--host|leads to|\\}).*\n"));
  }
}
