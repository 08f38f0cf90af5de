package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.CredentialJwt;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.IssuanceState;
import duet.embedded.store.AgentStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Agents that ended while a credential was being issued, and start again with all that they had.
 */
class IssuanceRestartTest {

  /** Whatever is to be sent waits for longer than any test. */
  private static final String MUTE = "delay=10m";

  private static final Set<IssuanceState> ISSUERS =
      EnumSet.range(IssuanceState.OFFER_PENDING, IssuanceState.PROBLEM_REPORT_PENDING);

  @TempDir private Path alice;
  @TempDir private Path bob;

  private EmbeddedAgent issuing;
  private EmbeddedAgent holding;
  private IssuingRest issuer;
  private IssuingRest holder;
  private String connectionId;
  private JsonNode offered;

  @BeforeEach
  void start() {
    issuing = agent(alice).start();
    holding = agent(bob).start();
    issuer = new IssuingRest(new Rest(issuing.url()));
    holder = new IssuingRest(new Rest(holding.url()));
    connectionId = IssuingRest.connect(issuer.rest, holder.rest);
  }

  @AfterEach
  void stop() {
    issuing.close();
    holding.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"INVITATION_GENERATED", "INVITATION_EXPIRED", "PROBLEM_REPORT_PENDING"})
  void stopped_in_any_state_it_goes_on_to_the_end(IssuanceState state) {
    reach(state);
    issuing.close();
    holding.close();
    setBack(state);
    // the other first, since there is one attempt alone
    if (ISSUERS.contains(state)) {
      holding = agent(bob).start();
      issuing = agent(alice).start();
    } else {
      issuing = agent(alice).start();
      holding = agent(bob).start();
    }

    finish();

    var issued = issuer.ofThread(offered.path("thid").asText());
    var held = holder.ofThread(offered.path("thid").asText());
    assertThat(issued).hasSize(1);
    assertThat(held).hasSize(1);
    var jwt = IssuanceTest.jwt(held.get(0));
    assertThat(jwt).isEqualTo(IssuanceTest.jwt(issued.get(0)));
    assertThat(CredentialJwt.parse(jwt).subject()).isEqualTo(holder.did);
  }

  @Test
  void an_issuer_that_gave_up_is_reminded_by_its_holder() {
    reach(IssuanceState.REQUEST_SENT);
    holding.close();
    issuer.issue(recordId());
    issuer.awaitRetries(recordId(), 4);

    holding = agent(bob).start();

    finish();
  }

  @Test
  void an_invitation_is_answered_after_both_ended() {
    var invited = issuer.offerByInvitation(issuer.wanted(true));
    var offer = holder.acceptInvitation(invited);
    issuing.close();
    holding.close();
    issuing = agent(alice).start();
    holding = agent(bob).start();

    holder.acceptOffer(offer.text("recordId"));

    holder.awaitState(offer.text("recordId"), "CredentialReceived");
    issuer.awaitState(invited.text("recordId"), "CredentialSent");
    var revoked = "/credential-status/revoke-credential/" + invited.text("recordId");
    assertThat(issuer.rest.send("PATCH", revoked, Optional.empty()).status()).isEqualTo(200);
  }

  /** Until one side is in a state, with the other as far as it takes. */
  private void reach(IssuanceState state) {
    switch (state) {
      case OFFER_PENDING -> {
        muteIssuer();
        offer();
        issuer.awaitState(recordId(), state.wire());
      }
      case OFFER_SENT, OFFER_RECEIVED -> {
        offer();
        issuer.awaitState(recordId(), "OfferSent");
        holder.awaitOffer(offered.path("thid").asText());
      }
      case REQUEST_PENDING, REQUEST_GENERATED -> {
        reach(IssuanceState.OFFER_RECEIVED);
        muteHolder();
        accept();
        holder.awaitState(heldId(), "RequestGenerated");
      }
      case REQUEST_RECEIVED, REQUEST_SENT -> {
        reach(IssuanceState.OFFER_RECEIVED);
        accept();
        holder.awaitState(heldId(), "RequestSent");
        issuer.awaitState(recordId(), "RequestReceived");
      }
      case CREDENTIAL_PENDING, CREDENTIAL_GENERATED -> {
        reach(IssuanceState.REQUEST_RECEIVED);
        muteIssuer();
        issuer.issue(recordId());
        issuer.awaitState(recordId(), "CredentialGenerated");
      }
      default -> {
        reach(IssuanceState.REQUEST_RECEIVED);
        issuer.issue(recordId());
        finish();
      }
    }
  }

  /** As a crash would have left it just before it signed. */
  private void setBack(IssuanceState state) {
    var directory = state == IssuanceState.REQUEST_PENDING ? bob : alice;
    if (state == IssuanceState.REQUEST_PENDING || state == IssuanceState.CREDENTIAL_PENDING) {
      try (var store = AgentStore.open(directory)) {
        var record = store.issuances().unfinished().get(0);
        store.issuances().update(record.id(), signed -> unsigned(signed, state));
      }
    }
  }

  private static IssuanceRecord unsigned(IssuanceRecord record, IssuanceState state) {
    return new IssuanceRecord(
        record.wallet(),
        record.id(),
        record.thid(),
        state,
        record.ownDid(),
        record.theirDid(),
        record.offer(),
        record.terms(),
        record.subject(),
        record.request().filter(jwt -> record.issuer()),
        Optional.empty(),
        Optional.empty(),
        record.invitation(),
        record.progress());
  }

  /** Does what is left for people. */
  private void finish() {
    holder.awaitOffer(offered.path("thid").asText());
    if (holder.state(heldId()).equals("OfferReceived")) {
      accept();
    }
    Rest.await("nothing to send")
        .until(() -> !List.of("OfferPending", "OfferSent").contains(issuer.state(recordId())));
    if (issuer.state(recordId()).equals("RequestReceived")) {
      issuer.issue(recordId());
    }
    issuer.awaitState(recordId(), "CredentialSent");
    holder.awaitState(heldId(), "CredentialReceived");
  }

  private void offer() {
    offered = issuer.offer(connectionId, false).json();
  }

  private void accept() {
    assertThat(holder.acceptOffer(heldId()).status()).isEqualTo(200);
  }

  private void muteIssuer() {
    issuing.close();
    issuing = agent(alice).fault(MUTE).start();
  }

  private void muteHolder() {
    holding.close();
    holding = agent(bob).fault(MUTE).start();
  }

  private String recordId() {
    return offered.path("recordId").asText();
  }

  private String heldId() {
    return holder.ofThread(offered.path("thid").asText()).get(0).path("recordId").asText();
  }

  private static EmbeddedAgent.Builder agent(Path data) {
    return EmbeddedAgent.builder().data(data).retryPauses(Duration.ZERO);
  }
}
