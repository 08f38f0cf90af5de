package duet.embedded.mediator;

import static duet.fixture.WalletClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.Forward;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.embedded.EmbeddedMediator;
import duet.fixture.WalletClient;
import duet.fixture.WalletClient.Own;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A mediator with an enrolled wallet that has one DID, and what others send there. */
abstract class EnrolledWallet {

  final EmbeddedMediator mediator = EmbeddedMediator.builder().start();
  final WalletClient wallet = new WalletClient(mediator.did());
  final WalletClient other = new WalletClient(mediator.did());
  final Own sender = WalletClient.own(Optional.empty());
  Own connection;

  @BeforeEach
  void enrol() {
    wallet.mediate();
    connection = wallet.connection();
  }

  @AfterEach
  void stop() {
    mediator.close();
  }

  final void assertRefused(String code, HttpResponse<String> response) {
    var problem = wallet.problem(response);
    assertThat(problem).as(response.body()).map(ProblemReport::code).contains(code);
  }

  static String code(Message report) {
    return report.body().path("code").asText(report.type());
  }

  final HttpResponse<String> forwarded(String next, String envelope) {
    return wallet.forward(new Forward(next, envelope));
  }

  final String envelope() {
    return envelopeFor(connection.text());
  }

  final String envelopeFor(String recipient) {
    var from = Optional.of(sender.text());
    return sender.authcrypt(
        WalletClient.message("https://example.org/1", from, recipient, object()), recipient);
  }
}
