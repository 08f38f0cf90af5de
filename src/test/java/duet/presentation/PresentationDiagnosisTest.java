package duet.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.agent.Agent;
import duet.agent.Cause;
import duet.agent.ProofRequest;
import duet.agent.ProofState;
import duet.didcomm.Invitation;
import duet.exchange.Side;
import duet.exchange.WaitThresholds;
import duet.fixture.Bodies;
import duet.fixture.ExchangeBodies;
import duet.fixture.RecordedCall;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proofs that come to their end, well or not, and what is said of them. */
class PresentationDiagnosisTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(300);
  private static final PresentationOptions OPTIONS =
      PresentationOptions.DEFAULT.withThresholds(new WaitThresholds(SOON, LONG, SOON, SOON, SOON));
  private static final List<String> CREDENTIALS = List.of("604fa23e-039c-406e-a30a-330822f3de74");

  private Agent verifier;
  private Agent prover;

  @AfterEach
  void close() {
    Stream.of(verifier, prover).filter(Objects::nonNull).forEach(Agent::close);
  }

  @Test
  void a_proof_is_asked_for_given_and_verified() {
    try (var verifying = ExchangeBodies.verifying("RequestSent", "PresentationVerified");
        var proving = ExchangeBodies.proving("PresentationPending", "PresentationSent")) {
      var pair = request(verifying, proving).await(LONG);

      assertThat(pair.verifier().orElseThrow().state()).isEqualTo(ProofState.PRESENTATION_VERIFIED);
      assertThat(pair.prover().orElseThrow().state()).isEqualTo(ProofState.PRESENTATION_SENT);
      assertThat(proving.received())
          .filteredOn(request -> request.method().equals("PATCH"))
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.json().path("proofId").path(0).asText())
                      .isEqualTo(CREDENTIALS.get(0)));
      assertThatThrownBy(pair::jwt)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nothing is presented");
    }
  }

  @Test
  void what_is_not_verified_is_a_dead_end_with_the_verifiers_reason() {
    var failed = ExchangeBodies.verifier("PresentationVerificationFailed");
    ExchangeBodies.failing(failed, 5, "the credential is revoked");
    try (var verifying = ExchangeBodies.verifying("RequestSent");
        var proving = ExchangeBodies.proving("PresentationSent")) {
      verifying.on(record(ExchangeBodies.VERIFIER), Reply.json(200, failed));

      var failure = failure(verifying, proving);

      assertThat(failure.timedOut()).isFalse();
      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.VERIFICATION_FAILED);
      assertThat(failure.diagnosis().side()).contains(Side.PROVER);
      assertThat(failure.diagnosis().evidence())
          .containsExactly(
              "verifier reports PresentationVerificationFailed",
              "verifier's last failure: the credential is revoked");
      assertThat(failure)
          .hasMessageStartingWith("No proof is possible, prover: the presentation failed the");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Could not resolve DID did:prism:1, not found',                 ISSUER_NOT_RESOLVED",
    "'Status list could not be downloaded: connection refused',      STATUS_LIST_NOT_READ",
    "'GET http://a/credential-status/1 gave 502 Bad Gateway',        STATUS_LIST_NOT_READ",
    "'Something odd',                                                NOT_VERIFIABLE"
  })
  void a_verifier_that_rests_without_a_verdict_says_what_it_lacks(String words, Cause cause) {
    var resting = ExchangeBodies.verifier("PresentationReceived");
    ExchangeBodies.failing(resting, 3, words);
    try (var verifying = ExchangeBodies.verifying("RequestSent");
        var proving = ExchangeBodies.proving("PresentationSent")) {
      verifying.on(record(ExchangeBodies.VERIFIER), Reply.json(200, resting));

      var diagnosis = failure(verifying, proving).diagnosis();

      assertThat(diagnosis.cause()).isEqualTo(cause);
      assertThat(diagnosis.side()).contains(Side.VERIFIER);
      assertThat(diagnosis.evidence()).contains("verifier's last failure: " + words);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PresentationReceived, PresentationSent,    NOT_VERIFIABLE,         VERIFIER",
    "RequestSent,          PresentationPending, PRESENTATION_NOT_MADE,  PROVER",
    "RequestSent,          PresentationSent,    PRESENTATION_NOT_SEEN,  VERIFIER",
    "RequestSent,          RequestRejected,     PROOF_REQUEST_REJECTED, PROVER",
    "PresentationRejected, PresentationSent,    PRESENTATION_REJECTED,  VERIFIER"
  })
  void where_two_rest_for_ever_the_cause_is_named(
      String verifying, String proving, Cause cause, Side fault) {
    try (var scripted = ExchangeBodies.verifying("RequestSent", verifying);
        var accepting = ExchangeBodies.proving("RequestReceived")) {
      accepting.on(record(ExchangeBodies.PROVER), Reply.json(200, ExchangeBodies.prover(proving)));

      var diagnosis = failure(scripted, accepting).diagnosis();

      assertThat(diagnosis.cause()).isEqualTo(cause);
      assertThat(diagnosis.side()).contains(fault);
    }
  }

  @Test
  void a_request_that_the_prover_never_gets_is_missed() {
    try (var verifying = ExchangeBodies.verifying("RequestSent");
        var proving = ExchangeBodies.proving("RequestReceived")) {
      proving.on("GET /present-proof/presentations", ExchangeBodies.page());

      assertThat(failure(verifying, proving).diagnosis().cause())
          .isEqualTo(Cause.PROOF_REQUEST_NOT_SEEN);
    }
  }

  @Test
  void a_credential_of_another_wallet_is_a_dead_end() {
    try (var verifying = ExchangeBodies.verifying("RequestSent");
        var proving = ExchangeBodies.proving("RequestReceived")) {
      proving.on(
          "PATCH /present-proof/presentations/" + ExchangeBodies.PROVER,
          RecordedCall.of("71-presentation-accept-unknown-credential").reply());

      var failure = failure(verifying, proving);

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.NO_SUCH_CREDENTIAL);
      assertThat(failure.diagnosis().evidence().get(0))
          .startsWith("HTTP 500: Holder binding error");
    }
  }

  @Test
  void a_prover_alone_is_done_once_it_has_sent() {
    try (var proving = ExchangeBodies.proving("PresentationPending", "PresentationSent")) {
      prover = proving.open();
      var asked = prover.proofs().ofThread(ExchangeBodies.THREAD).orElseThrow();

      var pair = Presentation.ofProver(prover, asked, CREDENTIALS, OPTIONS).await(LONG);

      assertThat(pair.verifier()).isEmpty();
      assertThat(pair.prover().orElseThrow().state()).isEqualTo(ProofState.PRESENTATION_SENT);
    }
  }

  @Test
  void without_a_credential_the_answer_is_left_to_others() {
    try (var proving = ExchangeBodies.proving("RequestReceived")) {
      prover = proving.open();
      var asked = prover.proofs().ofThread(ExchangeBodies.THREAD).orElseThrow();
      var waiting = Presentation.ofProver(prover, asked, List.of(), OPTIONS);

      var failure = catchThrowableOfType(PresentationException.class, () -> waiting.await(SOON));

      assertThat(failure.timedOut()).isTrue();
      assertThat(proving.requests()).noneMatch(request -> request.startsWith("PATCH"));
      assertThatThrownBy(() -> Presentation.accept(invitation(), prover, List.of(), OPTIONS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("needs a credential");
    }
  }

  @Test
  void an_invitation_that_came_too_late_is_a_dead_end() {
    try (var late = ScriptedAgent.idle()) {
      late.on(
          "POST /present-proof/presentations/accept-invitation",
          Reply.problem(400, "error:Presentation:InvitationExpired", "Too late"));
      prover = late.open();
      var failure =
          catchThrowableOfType(
              PresentationException.class,
              () -> Presentation.accept(invitation(), prover, CREDENTIALS, OPTIONS));

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.PROOF_REQUEST_EXPIRED);
      assertThat(failure.diagnosis().side()).contains(Side.VERIFIER);
    }
  }

  private PresentationException failure(ScriptedAgent verifying, ScriptedAgent proving) {
    var presentation = request(verifying, proving);
    return catchThrowableOfType(PresentationException.class, () -> presentation.await(LONG));
  }

  private Presentation request(ScriptedAgent verifying, ScriptedAgent proving) {
    verifier = verifying.open();
    prover = proving.open();
    verifying.on("GET /connections/1", Reply.json(200, Bodies.inviter("ConnectionResponseSent")));
    return Presentation.request(
        verifier, verifier.connection("1"), prover, ProofRequest.create(), CREDENTIALS, OPTIONS);
  }

  private static Invitation invitation() {
    return Invitation.create(
        ExchangeBodies.THREAD,
        ScriptedAgent.did("http://127.0.0.1:9"),
        Optional.empty(),
        Optional.empty());
  }

  private static String record(String id) {
    return "GET /present-proof/presentations/" + id;
  }
}
