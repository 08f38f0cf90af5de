package duet.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.CredentialOffer;
import duet.didcomm.Invitation;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.WaitThresholds;
import duet.fixture.Bodies;
import duet.fixture.ExchangeBodies;
import duet.fixture.RecordedCall;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuances that come to no credential, and what is said of them. */
class IssuanceDiagnosisTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(300);
  private static final WaitThresholds SHORT = new WaitThresholds(SOON, LONG, SOON, SOON, SOON);
  private static final String DID = "did:prism:" + "0".repeat(64);
  private static final CredentialOffer OFFER =
      CredentialOffer.of(Map.of("name", "Alice")).withIssuingDid(DID);
  private static final IssuanceOptions OPTIONS =
      IssuanceOptions.DEFAULT
          .withThresholds(SHORT)
          .withPublication(Duration.ZERO)
          .withSubject(DID, "auth-1");

  private Agent issuer;
  private Agent holder;

  @AfterEach
  void close() {
    Stream.of(issuer, holder).filter(Objects::nonNull).forEach(Agent::close);
  }

  @ParameterizedTest
  @CsvSource({
    "CredentialPending,   RequestSent,    CREDENTIAL_NOT_MADE,         ISSUER",
    "OfferSent,           RequestPending, CREDENTIAL_REQUEST_NOT_MADE, HOLDER",
    "ProblemReportPending, RequestSent,   CREDENTIAL_REQUEST_REFUSED,  HOLDER",
    "OfferSent,           RequestSent,    CREDENTIAL_REQUEST_NOT_SEEN, ISSUER",
    "CredentialSent,      RequestSent,    CREDENTIAL_NOT_SEEN,         HOLDER",
    "CredentialGenerated, RequestSent,    NOT_MOVING,                  ISSUER",
    "InvitationExpired,   RequestSent,    OFFER_EXPIRED,               ISSUER"
  })
  void where_two_rest_for_ever_the_cause_is_named(
      String issuing, String holding, Cause cause, Side fault) {
    var diagnosis = diagnosis(issuing, holding);

    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.side()).contains(fault);
    assertThat(diagnosis.evidence()).isNotEmpty();
  }

  @Test
  void an_offer_that_the_holder_never_gets_is_missed() {
    try (var scripted = ExchangeBodies.issuing("OfferSent");
        var empty = ExchangeBodies.holding("RequestPending")) {
      empty.on("GET /issue-credentials/records", ExchangeBodies.page());

      var failure = failure(scripted, empty);

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.OFFER_NOT_SEEN);
      assertThat(failure.diagnosis().side()).contains(Side.HOLDER);
      assertThat(failure.timedOut()).isFalse();
      assertThat(failure)
          .hasMessageStartingWith("No credential is possible, holder: the issuer sent its offer")
          .hasMessageContaining("Last seen: issuer: OfferSent; holder: unseen.");
    }
  }

  @Test
  void an_offer_that_cant_be_sent_is_explained_by_the_agents_words() {
    var failing = ExchangeBodies.issuer("OfferPending");
    ExchangeBodies.failing(failing, 0, "connection refused to http://127.0.0.1:9/didcomm");
    try (var scripted = ExchangeBodies.issuing("OfferPending");
        var empty = ExchangeBodies.holding("RequestPending")) {
      scripted.on(record(ExchangeBodies.ISSUER), Reply.json(200, failing));
      empty.on("GET /issue-credentials/records", ExchangeBodies.page());

      var diagnosis = failure(scripted, empty).diagnosis();

      assertThat(diagnosis.cause()).isEqualTo(Cause.ADDRESS_REFUSED);
      assertThat(diagnosis.side()).contains(Side.HOLDER);
      assertThat(diagnosis.toString()).contains("the holder's DID says http://127.0.0.1:9/didcomm");
    }
  }

  @Test
  void a_timeout_says_so_and_can_be_told_from_a_dead_end() {
    try (var scripted = ExchangeBodies.issuing("OfferSent");
        var holding = ExchangeBodies.holding("RequestSent")) {
      var issuance = offer(scripted, holding, OPTIONS.withThresholds(WaitThresholds.DEFAULT));

      var failure = catchThrowableOfType(IssuanceException.class, () -> issuance.await(SOON));

      assertThat(failure.timedOut()).isTrue();
      assertThat(failure).hasMessageStartingWith("Not issued within 0.3 s, ");
      assertThat(failure.pair().holder()).isPresent();
    }
  }

  @Test
  void a_refusal_to_accept_is_told_in_the_holders_own_words() {
    try (var scripted = ExchangeBodies.issuing("OfferSent");
        var refusing = ExchangeBodies.holding("OfferReceived")) {
      var refused = RecordedCall.of("46-accept-subject-did-key");
      refusing.on(
          "POST /issue-credentials/records/" + ExchangeBodies.HOLDER + "/accept-offer",
          refused.reply());
      var issuance = offer(scripted, refusing, OPTIONS);

      var failure = catchThrowableOfType(AgentException.class, () -> issuance.await(LONG));

      assertThat(failure.agent()).isEqualTo("agent");
      assertThat(failure).hasMessageContaining("Expected DID to have method prism");
    }
  }

  @Test
  void an_offer_that_somebody_else_accepted_meanwhile_goes_on() {
    try (var scripted = ExchangeBodies.issuing("OfferSent", "CredentialSent");
        var accepted = ExchangeBodies.holding("RequestPending", "CredentialReceived")) {
      var late = RecordedCall.of("52-accept-twice");
      accepted.on(
          "POST /issue-credentials/records/" + ExchangeBodies.HOLDER + "/accept-offer",
          late.reply());

      var pair = offer(scripted, accepted, OPTIONS).await(LONG);

      assertThat(pair.holder().orElseThrow().reportedState()).isEqualTo("CredentialReceived");
    }
  }

  @Test
  void a_record_that_is_gone_is_missed_by_its_kind() {
    try (var scripted = ExchangeBodies.issuing("OfferSent");
        var holding = ExchangeBodies.holding("RequestSent")) {
      scripted.on(record(ExchangeBodies.ISSUER), RecordedCall.of("42-record-unknown").reply());

      var diagnosis = failure(scripted, holding).diagnosis();

      assertThat(diagnosis.cause()).isEqualTo(Cause.RECORD_VANISHED);
      assertThat(diagnosis.evidence())
          .contains("issuer no longer knows credential record " + ExchangeBodies.ISSUER);
    }
  }

  @Test
  void an_invitation_that_came_too_late_is_a_dead_end() {
    try (var scripted = ScriptedAgent.idle()) {
      scripted.on(
          "POST /issue-credentials/credential-offers/accept-invitation",
          Reply.problem(400, "error:CredentialServiceError:InvitationExpired", "Too late"));
      holder = scripted.open();
      var failure =
          catchThrowableOfType(
              IssuanceException.class,
              () -> Issuance.accept(invitation(), holder, IssuanceOptions.DEFAULT));

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.OFFER_EXPIRED);
      assertThat(failure.diagnosis().side()).contains(Side.ISSUER);
      assertThat(failure.diagnosis().evidence()).contains("HTTP 400: Too late");
    }
  }

  private Diagnosis diagnosis(String issuing, String holding) {
    try (var scripted = ExchangeBodies.issuing("OfferSent", issuing);
        var accepting = ExchangeBodies.holding(holding)) {
      return failure(scripted, accepting).diagnosis();
    }
  }

  private IssuanceException failure(ScriptedAgent issuing, ScriptedAgent holding) {
    var issuance = offer(issuing, holding, OPTIONS);
    return catchThrowableOfType(IssuanceException.class, () -> issuance.await(LONG));
  }

  private Issuance offer(ScriptedAgent issuing, ScriptedAgent holding, IssuanceOptions options) {
    issuer = issuing.open();
    holder = holding.open();
    issuing.on("GET /connections/1", Reply.json(200, connection()));
    return Issuance.offer(issuer, issuer.connection("1"), holder, OFFER, options);
  }

  private static ObjectNode connection() {
    return Bodies.inviter("ConnectionResponseSent");
  }

  private static Invitation invitation() {
    return Invitation.create(
        ExchangeBodies.THREAD,
        ScriptedAgent.did("http://127.0.0.1:9"),
        Optional.empty(),
        Optional.empty());
  }

  private static String record(String id) {
    return "GET /issue-credentials/records/" + id;
  }
}
