package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.exchange.WaitThresholds;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents that misbehave in known ways, each with the cause that people are told. */
class DiagnosisTest {

  private static final WaitThresholds SHORT =
      new WaitThresholds(
          Duration.ofMillis(100),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofMillis(600));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScriptedAgent inviter = ScriptedAgent.named("inviter");
  private final ScriptedAgent invitee = ScriptedAgent.named("invitee").of(inviter.invitation());

  @AfterEach
  void stop() {
    inviter.close();
    invitee.close();
  }

  @Test
  void final_sides_with_other_peers_are_no_connection() {
    inviter.dids(inviter.did(), ScriptedAgent.did("http://127.0.0.1:10"));
    inviter.at(1, "ConnectionResponseSent");
    invitee.dids(invitee.did(), inviter.did()).at(1, "ConnectionResponseReceived");

    assertDeadEnd(Cause.DIDS_DIFFER, null);
  }

  @Test
  void an_expired_invitation_is_told_as_soon_as_the_inviter_reports_it() {
    inviter.at(50, "InvitationExpired");

    assertDeadEnd(Cause.INVITATION_EXPIRED, Side.INVITER);
  }

  @Test
  void a_state_that_went_back_is_a_dead_end() {
    inviter.at(1, "ConnectionResponsePending").at(200, "InvitationGenerated");

    assertDeadEnd(Cause.STATE_WENT_BACK, Side.INVITER);
  }

  @Test
  void a_record_that_is_gone_from_an_empty_wallet_was_in_another() {
    inviter.forget();

    assertDeadEnd(Cause.OTHER_WALLET, Side.INVITER);
  }

  @Test
  void a_problem_report_is_a_dead_end() {
    invitee.at(1, "ProblemReportReceived");

    assertDeadEnd(Cause.PROBLEM_REPORTED, Side.INVITEE);
  }

  @Test
  void no_retries_left_and_a_refused_connection_blame_the_inviters_address() {
    invitee.at(1, "ConnectionRequestPending", failed(0, "Connection refused: /127.0.0.1:9"));

    assertDeadEnd(Cause.ADDRESS_REFUSED, Side.INVITER);
  }

  @Test
  void few_retries_left_count_only_after_a_rest() {
    invitee
        .at(1, "ConnectionRequestPending", failed(2, "Connection refused: /127.0.0.1:9"))
        .at(150, "ConnectionRequestSent")
        .at(
            200,
            "ConnectionResponseReceived",
            ScriptedAgent.connected(invitee.did(), inviter.did()));
    inviter.at(
        180, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), invitee.did()));

    var handshake = accept();

    assertThat(handshake.await(LONG).didsMatch()).isTrue();
  }

  @Test
  void a_peers_error_about_a_used_invitation_is_not_waited_out() {
    invitee.at(
        1,
        "ConnectionRequestPending",
        failed(4, peerError("error:ConnectionServiceError:InvalidStateForOperation")));
    inviter.at(
        1,
        "ConnectionResponseSent",
        ScriptedAgent.connected(inviter.did(), ScriptedAgent.did("http://127.0.0.1:10")));

    assertDeadEnd(Cause.INVITATION_USED, Side.INVITER);
  }

  @Test
  void a_peers_error_about_an_expired_invitation_is_not_waited_out() {
    invitee.at(
        1,
        "ConnectionRequestPending",
        failed(4, peerError("error:ConnectionServiceError:InvitationExpired")));

    assertDeadEnd(Cause.INVITATION_EXPIRED, Side.INVITER);
  }

  @ParameterizedTest
  @CsvSource({"elsewhere, ADDRESS_OF_ANOTHER", "localhost, ADDRESS_LOCALHOST"})
  void an_address_that_leads_to_another_agent_is_told_from_one_that_leads_back(
      String host, Cause cause) {
    try (var misled = ScriptedAgent.named("inviter", "http://" + host + ":8090");
        var taker = ScriptedAgent.named("invitee").of(misled.invitation())) {
      var error = peerError("error:DIDCommControllerError:PeerDIDNotFoundError");
      taker.at(1, "ConnectionRequestPending", failed(4, error));

      var failure =
          catchThrowableOfType(
              DeadEndException.class, () -> accept(misled, taker, SHORT).await(LONG));

      assertThat(failure.diagnosis().cause()).isEqualTo(cause);
      assertThat(failure.diagnosis().side()).contains(Side.INVITER);
      assertThat(failure)
          .hasMessageContaining("PeerDIDNotFoundError")
          .hasMessageContaining("the inviter's DID says http://" + host + ":8090")
          .hasMessageNotContaining("ciphertext");
    }
  }

  @Test
  void a_pending_record_without_a_sign_of_life_is_a_dead_end() {
    assertDeadEnd(Cause.NOT_MOVING, Side.INVITEE);
  }

  @Test
  void a_request_that_the_inviter_never_saw_is_told() {
    invitee.at(1, "ConnectionRequestSent");

    assertDeadEnd(Cause.REQUEST_NOT_SEEN, Side.INVITER);
  }

  @Test
  void a_response_that_the_invitee_never_saw_is_told() {
    invitee.at(1, "ConnectionRequestSent");
    inviter.at(1, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), invitee.did()));

    assertDeadEnd(Cause.RESPONSE_NOT_SEEN, Side.INVITEE);
  }

  @Test
  void a_response_that_a_mediator_took_and_nobody_picked_up_is_told_after_a_longer_rest() {
    var wallet = ScriptedAgent.did(ScriptedAgent.did("http://127.0.0.1:9/mediator"));
    invitee.dids(wallet, inviter.did()).at(1, "ConnectionRequestSent");
    inviter.at(1, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), wallet));

    var failure = assertDeadEnd(Cause.NOT_PICKED_UP, Side.INVITEE);

    assertThat(failure.after()).isGreaterThan(SHORT.silence().multipliedBy(3).dividedBy(2));
    assertThat(failure)
        .hasMessageContaining("inviter reports ConnectionResponseSent, for ")
        .hasMessageContaining(
            "the invitee is reached through the mediator at http://127.0.0.1:9/mediator")
        .hasMessageContaining("127.0.0.1:9 refuses connections from here too");
  }

  @ParameterizedTest
  @CsvSource({"1, STILL_UNDERWAY", "600, NOT_PICKED_UP"})
  void a_stranger_behind_a_mediator_is_not_called_silent_too_early(long millis, Cause cause) {
    var wallet = ScriptedAgent.did(ScriptedAgent.did("http://127.0.0.1:9"));
    invitee.dids(invitee.did(), wallet).at(1, "ConnectionRequestSent");
    var thresholds = millis == 1 ? WaitThresholds.DEFAULT : SHORT;
    try (var agent = invitee.start().open()) {
      var accepted = agent.connection(invitee.invitation().id());
      var options = HandshakeOptions.DEFAULT.withThresholds(thresholds);
      var handshake = Handshake.accept(invitee.invitation(), agent, options);

      var failure =
          catchThrowableOfType(
              HandshakeTimeoutException.class,
              () -> handshake.await(Duration.ofMillis(300 + millis)));

      assertThat(failure.diagnosis().cause()).as(failure.getMessage()).isEqualTo(cause);
      assertThat(failure)
          .hasMessageContaining(
              "the inviter is reached through the mediator at http://127.0.0.1:9");
      assertThat(accepted.theirDid()).contains(wallet);
    }
  }

  @Test
  void localhost_that_answers_here_but_not_the_invitee_leads_the_invitee_to_itself() {
    try (var listening = ScriptedAgent.named("somebody");
        var local = ScriptedAgent.named("inviter", "http://localhost:" + listening.port())) {
      var taker = ScriptedAgent.named("invitee").of(local.invitation());
      taker.at(1, "ConnectionRequestPending", failed(2, "Connection refused: localhost/127.0.0.1"));

      var failure =
          catchThrowableOfType(
              DeadEndException.class, () -> accept(local, taker, SHORT).await(LONG));

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.ADDRESS_LOCALHOST);
      assertThat(failure.diagnosis().side()).contains(Side.INVITER);
      assertThat(failure).hasMessageContaining("answers from here");
      taker.close();
    }
  }

  @Test
  void what_a_look_at_the_address_shows_is_evidence() {
    invitee.at(1, "ConnectionRequestPending", failed(2, "connection timed out"));

    var failure = assertDeadEnd(Cause.ADDRESS_UNREACHABLE, Side.INVITER);

    assertThat(failure).hasMessageContaining("127.0.0.1:9 refuses connections from here too");
  }

  @Test
  void a_did_form_that_the_older_agent_cannot_read_is_told() {
    invitee.dids(invitee.did(), ScriptedAgent.didOf2023("http://127.0.0.1:10"));
    invitee.at(1, "ConnectionRequestSent");

    assertDeadEnd(Cause.DID_FORMS_DIFFER, Side.INVITER);
  }

  @Test
  void a_failure_on_a_final_record_is_a_remark_and_no_dead_end() {
    invitee
        .at(1, "ConnectionRequestPending", failed(4, "a reply overtook its own bookkeeping"))
        .at(
            150,
            "ConnectionResponseReceived",
            json ->
                failed(4, "a reply overtook")
                    .apply(ScriptedAgent.connected(invitee.did(), inviter.did()).apply(json)));
    inviter.at(
        100, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), invitee.did()));

    Pair pair = accept().await(LONG);

    assertThat(pair.didsMatch()).isTrue();
    assertThat(pair.timeline().remarks())
        .anySatisfy(remark -> assertThat(remark.text()).contains("overtook"));
  }

  @Test
  void a_stranger_who_never_answers_is_told_at_the_timeout() {
    try (var agent = inviter.open()) {
      var handshake = Handshake.ofInviter(agent, agent.invite("For nobody"));

      var failure =
          catchThrowableOfType(
              HandshakeTimeoutException.class, () -> handshake.await(Duration.ofMillis(300)));

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.NOBODY_ANSWERED);
      assertThat(failure.pair().oneSided()).isTrue();
    }
  }

  @Test
  void an_invitation_with_a_placeholder_is_not_accepted() {
    try (var placeholder = ScriptedAgent.named("inviter", "https://my.domain.com/didcomm");
        var maker = placeholder.open();
        var taker = invitee.open()) {
      var made = maker.invite("Nobody can answer");

      var failure =
          catchThrowableOfType(DeadEndException.class, () -> Handshake.accept(maker, made, taker));

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.ADDRESS_PLACEHOLDER);
      assertThat(failure.diagnosis().side()).contains(Side.INVITER);
    }
  }

  private DeadEndException assertDeadEnd(Cause cause, Side side) {
    var failure =
        catchThrowableOfType(
            DeadEndException.class, () -> accept(inviter, invitee, SHORT).await(LONG));
    assertThat(failure).as("a dead end").isNotNull();
    assertThat(failure.diagnosis().cause()).isEqualTo(cause);
    assertThat(failure.diagnosis().side()).isEqualTo(Optional.ofNullable(side));
    assertThat(failure).hasMessageContaining(cause.advice());
    return failure;
  }

  private Handshake accept() {
    return accept(inviter, invitee, WaitThresholds.DEFAULT);
  }

  private static Handshake accept(
      ScriptedAgent inviter, ScriptedAgent invitee, WaitThresholds thresholds) {
    var one = inviter.open();
    var other = invitee.open();
    Connection made = one.invite("Scripted");
    inviter.start();
    return Handshake.accept(one, made, other, HandshakeOptions.DEFAULT.withThresholds(thresholds));
  }

  private static UnaryOperator<ObjectNode> failed(int retriesLeft, String detail) {
    return json -> {
      json.put("metaRetries", retriesLeft);
      json.putObject("metaLastFailure")
          .put("status", 400)
          .put("type", "error:BackgroundJobError:FailureInfo")
          .put("title", "Failure Info")
          .put("detail", detail);
      return json;
    };
  }

  private static String peerError(String type) {
    return "DIDComm sending error: [400] - {\"status\":400,\"type\":\"" + type + "\"}";
  }
}
