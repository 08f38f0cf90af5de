package duet.embedded;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verifier and a prover that have no address but their mediator's. */
class MediatedPresentationTest {

  private static final Duration OFTEN = Duration.ofMillis(20);

  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();
  private final EmbeddedAgent alice = behind(mediator.did());
  private final EmbeddedAgent bob = behind(mediator.did());
  private PresentingRest verifier;
  private PresentingRest prover;
  private String credential;

  @BeforeEach
  void start() {
    var issuer = new IssuingRest(new Rest(alice.url()));
    var holder = new IssuingRest(new Rest(bob.url()));
    verifier = new PresentingRest(issuer.rest);
    prover = new PresentingRest(holder.rest);
    var offer = holder.acceptInvitation(issuer.offerByInvitation(issuer.wanted(true)));
    credential = offer.text("recordId");
    holder.acceptOffer(credential);
    holder.awaitState(credential, "CredentialReceived");
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    mediator.close();
  }

  @Test
  void a_credential_is_presented_over_a_connection() {
    var requested = verifier.request(IssuingRest.connect(verifier.rest(), prover.rest()));
    var id = prover.awaitRequest(requested.text("thid"));

    prover.present(id, credential);

    prover.awaitStatus(id, "PresentationSent");
    verifier.awaitStatus(requested.text("presentationId"), "PresentationVerified");
  }

  @Test
  void a_credential_is_presented_by_invitation() {
    var invited = verifier.requestByInvitation(PresentingRest.wanted());
    var id = prover.acceptInvitation(invited).text("presentationId");

    prover.present(id, credential);

    prover.awaitStatus(id, "PresentationSent");
    verifier.awaitStatus(invited.text("presentationId"), "PresentationVerified");
  }

  private static EmbeddedAgent behind(String mediator) {
    return EmbeddedAgent.builder().mediator(mediator).pickup(OFTEN, OFTEN).start();
  }
}
