package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.didcomm.Envelope;
import duet.didcomm.Forward;
import duet.embedded.EmbeddedAgent;
import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mediator with a directory remembers. */
class MediatorDataTest {

  @TempDir private Path directory;

  @Test
  void wallets_go_on_after_a_restart() {
    String did;
    String replayed;
    WalletClient wallet;
    WalletClient.Own connection;
    WalletClient.Delivered waiting;
    try (var mediator = start()) {
      did = mediator.did();
      wallet = new WalletClient(did);
      wallet.mediate();
      connection = wallet.connection();
      replayed = envelope(connection);
      wallet.forward(new Forward(connection.text(), replayed));
      wallet.acknowledge(wallet.poll().get(0).id());
      wallet.forward(new Forward(connection.text(), envelope(connection)));
      waiting = wallet.poll().get(0);
    }
    try (var mediator = start()) {
      assertThat(mediator.did()).isEqualTo(did);
      assertThat(wallet.poll()).containsExactly(waiting);
      assertThat(wallet.problem(wallet.forward(new Forward(connection.text(), replayed))))
          .isPresent();
      assertThat(wallet.update("add", connection.text())).isEqualTo("no_change");
      assertThat(wallet.acknowledge(waiting.id()).body().path("message_count").asInt()).isZero();
      assertThat(new WalletClient(did).update("add", connection.text())).isEmpty();
    }
  }

  @Test
  void without_a_directory_it_forgets() {
    String did;
    try (var mediator = EmbeddedMediator.builder().start()) {
      did = mediator.did();
    }
    try (var mediator = EmbeddedMediator.builder().start()) {
      assertThat(mediator.did()).isNotEqualTo(did);
    }
  }

  @Test
  void agents_and_mediators_do_not_share_a_directory() {
    start().close();
    assertThatThrownBy(() -> EmbeddedAgent.builder().data(directory).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("mediator.mv, not what an agent keeps: use another directory");

    var agents = directory.resolve("agent");
    EmbeddedAgent.builder().data(agents).start().close();
    assertThatThrownBy(() -> EmbeddedMediator.builder().data(agents).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("agent.mv, not what a mediator keeps");
    EmbeddedAgent.builder().data(agents).start().close();
    start().close();
  }

  @Test
  void two_do_not_use_one_directory() {
    try (var mediator = start()) {
      assertThat(mediator.loopback()).isTrue();
      assertThatThrownBy(this::start).hasMessageContaining("in use by another mediator");
    }
  }

  @Test
  void wallets_that_know_another_url_are_not_stranded() {
    var url = URI.create("https://mediator.example/a");
    try (var mediator = EmbeddedMediator.builder().data(directory).publicUrl(url).start()) {
      assertThat(mediator.url()).isEqualTo(url);
      assertThat(mediator.link()).asString().startsWith("https://mediator.example/a?_oob=");
    }
    var other = EmbeddedMediator.builder().data(directory);
    assertThatThrownBy(other.publicUrl(URI.create("https://other.example"))::start)
        .hasMessageContaining("reach it at https://mediator.example/a")
        .hasMessageContaining("not at https://other.example: give it the same --host, --port or");
    try (var mediator = start()) {
      assertThat(mediator.url()).isEqualTo(url);
    }
  }

  @Test
  void nor_are_those_that_know_another_port() {
    int port;
    try (var before = start()) {
      port = before.url().getPort();
    }
    try (var blocker = EmbeddedMediator.builder().start()) {
      assertThat(blocker.url().getPort()).isNotEqualTo(port);
      assertThatThrownBy(
              EmbeddedMediator.builder().data(directory).port(blocker.url().getPort())::start)
          .hasMessageContaining("the port is taken");
      try (var again = start()) {
        assertThat(again.url().getPort()).isEqualTo(port);
      }
    }
  }

  private EmbeddedMediator start() {
    return EmbeddedMediator.builder().data(directory).start();
  }

  private static String envelope(WalletClient.Own recipient) {
    var message =
        WalletClient.message("https://example.org/1", Optional.empty(), recipient.text(), object());
    return Envelope.anoncrypt(message.toJson(), recipient.did().agreementKeys());
  }
}
