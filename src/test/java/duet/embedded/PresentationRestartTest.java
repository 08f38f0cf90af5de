package duet.embedded;

import static duet.embedded.PresentingRest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.ProblemReport;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.PresentationState;
import duet.embedded.store.AgentStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents that ended while a credential was being presented, and start again with all they had. */
class PresentationRestartTest {

  /** Whatever is to be sent waits for longer than any test. */
  private static final String MUTE = "delay=10m";

  @TempDir private Path alice;
  @TempDir private Path bob;

  /** What the verifier was about to send of these. */
  private final List<String> reports = new CopyOnWriteArrayList<>();

  private EmbeddedAgent verifying;
  private EmbeddedAgent proving;
  private PresentingRest verifier;
  private PresentingRest prover;
  private String connectionId;
  private String credential;
  private String offerId;
  private JsonNode requested;

  @BeforeEach
  void start() {
    verifying = agent(alice).start();
    proving = agent(bob).start();
    var issuer = new IssuingRest(new Rest(verifying.url()));
    var holder = new IssuingRest(new Rest(proving.url()));
    verifier = new PresentingRest(issuer.rest);
    prover = new PresentingRest(holder.rest);
    connectionId = IssuingRest.connect(issuer.rest, holder.rest);
    var offered = issuer.offerByInvitation(issuer.wanted(true));
    offerId = offered.text("recordId");
    credential = holder.acceptInvitation(offered).text("recordId");
    holder.acceptOffer(credential);
    holder.awaitState(credential, "CredentialReceived");
  }

  @AfterEach
  void stop() {
    verifying.close();
    proving.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REQUEST_PENDING",
        "REQUEST_SENT",
        "REQUEST_RECEIVED",
        "PRESENTATION_PENDING",
        "PRESENTATION_GENERATED",
        "PRESENTATION_RECEIVED",
        "PRESENTATION_VERIFIED"
      })
  void stopped_in_any_state_it_goes_on_to_the_end(PresentationState state) {
    reach(state);
    restart(state);

    finish();

    var thid = requested.path("thid").asText();
    assertThat(verifier.ofThread(thid)).hasSize(1);
    assertThat(prover.ofThread(thid)).hasSize(1);
    assertThat(verifier.ofThread(thid).get(0).path("data"))
        .isEqualTo(prover.ofThread(thid).get(0).path("data"));
  }

  @Test
  void a_report_that_was_not_sent_is_sent_and_none_is_sent_twice() {
    var path = "/credential-status/revoke-credential/" + offerId;
    assertThat(verifier.rest().send("PATCH", path, Optional.empty()).status()).isEqualTo(200);
    request();
    var id = prover.awaitRequest(requested.path("thid").asText());
    muteVerifier();
    prover.present(id, credential);
    var failed = verifier.awaitStatus(requestId(), "PresentationVerificationFailed");
    assertThat(prover.record(id).has("metaLastFailure")).isFalse();

    restart(PresentationState.PRESENTATION_VERIFICATION_FAILED);

    assertThat(failure(prover.awaitFailure(id))).contains(failure(failed).substring(0, 40));
    assertThat(verifier.record(requestId())).isEqualTo(failed);
    // one that got stuck, and one that arrived
    assertThat(reports).hasSize(2);
    restart(PresentationState.PRESENTATION_VERIFICATION_FAILED);
    // what was left to send would go out before what comes now
    request();
    prover.awaitRequest(requested.path("thid").asText());
    assertThat(reports).hasSize(2);
  }

  private void reach(PresentationState state) {
    if (state == PresentationState.REQUEST_PENDING) {
      muteVerifier();
      request();
      return;
    }
    request();
    var id = prover.awaitRequest(requested.path("thid").asText());
    verifier.awaitStatus(requestId(), "RequestSent");
    switch (state) {
      case PRESENTATION_PENDING, PRESENTATION_GENERATED -> {
        muteProver();
        prover.present(id, credential);
        prover.awaitStatus(id, "PresentationGenerated");
      }
      case PRESENTATION_RECEIVED, PRESENTATION_VERIFIED -> {
        prover.present(id, credential);
        verifier.awaitStatus(requestId(), "PresentationVerified");
        prover.awaitStatus(id, "PresentationSent");
      }
      default -> {}
    }
  }

  private void finish() {
    var id = prover.awaitRequest(requested.path("thid").asText());
    if (prover.record(id).path("status").asText().equals("RequestReceived")) {
      assertThat(prover.present(id, credential).status()).isEqualTo(200);
    }
    prover.awaitStatus(id, "PresentationSent");
    verifier.awaitStatus(requestId(), "PresentationVerified");
  }

  /** As a crash would have left it just before it signed, or had a verdict. */
  private void restart(PresentationState state) {
    verifying.close();
    proving.close();
    if (state == PresentationState.PRESENTATION_PENDING) {
      setBack(bob, state);
    } else if (state == PresentationState.PRESENTATION_RECEIVED) {
      setBack(alice, state);
    }
    // so that the verifier's first attempt arrives
    proving = agent(bob).start();
    verifying = agent(alice).start();
  }

  private void setBack(Path directory, PresentationState state) {
    try (var store = AgentStore.open(directory)) {
      var records = store.presentations();
      var record =
          records
              .findByThread("00000000-0000-0000-0000-000000000000", requested.path("thid").asText())
              .orElseThrow();
      records.update(record.id(), now -> in(state, now));
    }
  }

  private static PresentationRecord in(PresentationState state, PresentationRecord record) {
    return new PresentationRecord(
        record.wallet(),
        record.id(),
        record.thid(),
        state,
        record.ownDid(),
        record.theirDid(),
        record.verifier(),
        record.connectionId(),
        record.request(),
        record.credentials(),
        record.presentation().filter(jwt -> record.verifier()),
        record.invitation(),
        record.reported(),
        record.progress());
  }

  private void request() {
    requested = verifier.request(connectionId).json();
  }

  private String requestId() {
    return requested.path("presentationId").asText();
  }

  private void muteVerifier() {
    verifying.close();
    verifying = agent(alice).fault(MUTE).start();
  }

  private void muteProver() {
    proving.close();
    proving = agent(bob).fault(MUTE).start();
  }

  /** The prover finds nobody at its first attempt. */
  private EmbeddedAgent.Builder agent(Path data) {
    return EmbeddedAgent.builder()
        .data(data)
        .tracing(this::trace)
        .retryPauses(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  private void trace(MessageTrace trace) {
    if (trace.direction() == MessageTrace.Direction.SENT
        && trace.plaintext().contains(ProblemReport.TYPE)) {
      reports.add(trace.plaintext());
    }
  }
}
