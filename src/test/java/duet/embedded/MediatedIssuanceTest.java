package duet.embedded;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An issuer and a holder that have no address but their mediator's. */
class MediatedIssuanceTest {

  private static final Duration OFTEN = Duration.ofMillis(20);

  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();
  private final EmbeddedAgent alice = behind(mediator.did());
  private final EmbeddedAgent bob = behind(mediator.did());
  private IssuingRest issuer;
  private IssuingRest holder;

  @BeforeEach
  void start() {
    issuer = new IssuingRest(new Rest(alice.url()));
    holder = new IssuingRest(new Rest(bob.url()));
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    mediator.close();
  }

  @Test
  void a_credential_is_issued_over_a_connection() {
    var offered = issuer.offer(IssuingRest.connect(issuer.rest, holder.rest), true);
    var id = holder.awaitOffer(offered.text("thid"));

    holder.acceptOffer(id);

    holder.awaitState(id, "CredentialReceived");
    issuer.awaitState(offered.text("recordId"), "CredentialSent");
  }

  @Test
  void a_credential_is_issued_by_invitation() {
    var invited = issuer.offerByInvitation(issuer.wanted(true));
    var id = holder.acceptInvitation(invited).text("recordId");

    holder.acceptOffer(id);

    holder.awaitState(id, "CredentialReceived");
    issuer.awaitState(invited.text("recordId"), "CredentialSent");
  }

  private static EmbeddedAgent behind(String mediator) {
    return EmbeddedAgent.builder().mediator(mediator).pickup(OFTEN, OFTEN).start();
  }
}
