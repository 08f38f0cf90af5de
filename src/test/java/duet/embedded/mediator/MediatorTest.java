package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wallet's life with its mediator. */
class MediatorTest {

  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();
  private final WalletClient wallet = new WalletClient(mediator.did());

  @AfterEach
  void stop() {
    mediator.close();
  }

  @Test
  void a_message_for_a_wallet_waits_until_it_is_acknowledged() {
    assertThat(wallet.mediate()).isEqualTo(mediator.did());
    assertThat(wallet.poll()).isEmpty();
    var connection = wallet.connection();
    var sender = WalletClient.own(Optional.empty());
    var message =
        WalletClient.message(
            "https://example.org/1", Optional.of(sender.text()), connection.text(), object());

    var response =
        WalletClient.forward(connection.text(), sender.authcrypt(message, connection.text()));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
    assertThat(wallet.waiting()).isOne();
    var first = wallet.poll().get(0);
    assertThat(wallet.open(first)).isEqualTo(message);
    assertThat(wallet.poll()).containsExactly(first);
    assertThat(wallet.acknowledge(first.id()).body().path("message_count").asInt()).isZero();
    assertThat(wallet.poll()).isEmpty();
  }
}
