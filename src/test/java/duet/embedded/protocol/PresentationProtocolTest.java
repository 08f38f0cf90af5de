package duet.embedded.protocol;

import static duet.embedded.protocol.IssuanceSamples.NOW;
import static duet.embedded.protocol.IssuanceSamples.WALLET;
import static duet.embedded.protocol.IssuanceSamples.id;
import static duet.embedded.protocol.IssuanceSamples.incoming;
import static duet.embedded.protocol.PresentationState.INVITATION_EXPIRED;
import static duet.embedded.protocol.PresentationState.PRESENTATION_ACCEPTED;
import static duet.embedded.protocol.PresentationState.PRESENTATION_GENERATED;
import static duet.embedded.protocol.PresentationState.PRESENTATION_RECEIVED;
import static duet.embedded.protocol.PresentationState.PRESENTATION_REJECTED;
import static duet.embedded.protocol.PresentationState.PRESENTATION_SENT;
import static duet.embedded.protocol.PresentationState.PRESENTATION_VERIFICATION_FAILED;
import static duet.embedded.protocol.PresentationState.PRESENTATION_VERIFIED;
import static duet.embedded.protocol.PresentationState.REQUEST_RECEIVED;
import static duet.embedded.protocol.PresentationState.REQUEST_REJECTED;
import static duet.embedded.protocol.PresentationState.REQUEST_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Invitation;
import duet.didcomm.Message;
import duet.didcomm.ProblemReport;
import duet.didcomm.Unpacked;
import duet.embedded.protocol.PresentationRequest.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What messages make of both sides' records, without any agent. */
class PresentationProtocolTest {

  private static final PresentationProtocol PROTOCOL = new PresentationProtocol();
  private static final SendFailure FAILURE = new SendFailure(400, "t", "t", "detail", "i");

  private final String verifierDid = IssuanceSamples.peerDid();
  private final String proverDid = IssuanceSamples.peerDid();
  private final String thid = id();
  private final PresentationRequest request =
      PresentationRequest.create(
          List.of(new Asked("https://x/schema", List.of("did:prism:abc"))),
          "challenge",
          "domain",
          "a",
          "b");

  @Test
  void both_sides_go_through_their_states_in_order() {
    var verifier = PROTOCOL.sent(requested(), NOW);
    var prover = received(requested());
    assertThat(verifier.state()).isEqualTo(REQUEST_SENT);
    assertThat(prover.state()).isEqualTo(REQUEST_RECEIVED);
    assertThat(prover.request()).isEqualTo(request);

    prover = presenting(prover, "jwt");
    assertThat(prover.state()).isEqualTo(PRESENTATION_GENERATED);
    verifier = last(PROTOCOL.receive(verifier, arriving(prover), NOW));
    assertThat(verifier.state()).isEqualTo(PRESENTATION_RECEIVED);
    assertThat(verifier.presentation()).contains("jwt");
    assertThat(PROTOCOL.sent(prover, NOW).state()).isEqualTo(PRESENTATION_SENT);

    verifier = PresentationProtocol.judged(verifier, Optional.empty(), NOW);
    assertThat(verifier.state()).isEqualTo(PRESENTATION_VERIFIED);
    assertThat(verifier.pending()).isFalse();
    assertThat(PresentationProtocol.decided(verifier, true, NOW).state())
        .isEqualTo(PRESENTATION_ACCEPTED);
    assertThat(PresentationProtocol.decided(verifier, false, NOW).state())
        .isEqualTo(PRESENTATION_REJECTED);
  }

  @Test
  void a_presentation_that_nobody_could_judge_is_not_believed() {
    var verifier = PROTOCOL.sent(requested(), NOW);
    var prover = presenting(received(requested()), "jwt");
    verifier = last(PROTOCOL.receive(verifier, arriving(prover), NOW));

    var waiting = PROTOCOL.unanswered(verifier, FAILURE, NOW);
    assertThat(waiting.state()).isEqualTo(PRESENTATION_RECEIVED);
    var given = PROTOCOL.givenUp(waiting, FAILURE, NOW);
    assertThat(given.state()).isEqualTo(PRESENTATION_VERIFICATION_FAILED);
    assertThat(given.lastFailure().orElseThrow().detail()).isEqualTo("detail");
    assertThat(given.pending()).as("the prover is told").isTrue();
  }

  @Test
  void a_request_has_the_shape_of_a_cloud_agents() {
    assertThat(request.body().toString())
        .isEqualTo(
            "{\"goal_code\":\"Request Proof Presentation\",\"will_confirm\":false,\"proof_types\":"
                + "[{\"schema\":\"https://x/schema\",\"trustIssuers\":[\"did:prism:abc\"]}]}");
    assertThat(request.text())
        .isEqualTo(
            "{\"options\":{\"challenge\":\"challenge\",\"domain\":\"domain\"},"
                + "\"presentation_definition\":{\"id\":\"b\",\"input_descriptors\":[]}}");
    assertThat(request.asked())
        .containsExactly(new Asked("https://x/schema", List.of("did:prism:abc")));
  }

  @Test
  void a_request_without_options_asks_for_no_nonce() {
    var attachment = request.attachment();
    attachment.putObject("data").putObject("json").putObject("presentation_definition");
    var without = new PresentationRequest(JsonNodeFactory.instance.objectNode(), attachment);

    assertThat(without.challenge()).isEmpty();
    assertThat(without.domain()).isEmpty();
    assertThat(without.asked()).isEmpty();
  }

  @Test
  void a_request_with_two_attachments_or_none_is_refused() {
    for (int count : new int[] {0, 2}) {
      var attachments =
          List.<JsonNode>of(request.attachment(), request.attachment()).subList(0, count);
      var message =
          message(PresentationMessages.REQUEST, id(), verifierDid, proverDid, attachments);
      var refusal =
          catchThrowableOfType(
              Refusal.class,
              () -> PROTOCOL.begin(WALLET, id(), incoming(message), Optional.of(verifierDid), NOW));
      assertThat(refusal.type()).isEqualTo("error:Presentation:PresentationDecodingError");
    }
  }

  @Test
  void a_presentation_that_overtakes_the_answer_to_its_request_counts() {
    var verifier = requested();
    var prover = presenting(received(verifier), "jwt");

    assertThat(PROTOCOL.receive(verifier, arriving(prover), NOW).states())
        .extracting(PresentationRecord::state)
        .containsExactly(REQUEST_SENT, PRESENTATION_RECEIVED);
  }

  @Test
  void a_second_presentation_does_not_reopen_a_record() {
    var verifier = requested();
    var prover = presenting(received(verifier), "jwt");
    var received = last(PROTOCOL.receive(verifier, arriving(prover), NOW));
    var verified = PresentationProtocol.judged(received, Optional.empty(), NOW);

    assertThat(PROTOCOL.receive(verified, arriving(prover), NOW).states()).isEmpty();
    assertThatThrownBy(() -> PROTOCOL.receive(verified, arriving(prover.presented("another")), NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("PresentationVerified");
    assertThat(PresentationProtocol.judged(verified, Optional.of("late"), NOW)).isSameAs(verified);
  }

  @Test
  void messages_of_others_do_not_count() {
    var stranger = IssuanceSamples.peerDid();
    var verifier = PROTOCOL.sent(requested(), NOW);
    var message =
        message(
            PresentationMessages.PRESENTATION,
            verifier.thid(),
            stranger,
            verifierDid,
            List.of(JwtAttachment.of("a", "jwt")));

    assertThatThrownBy(() -> PROTOCOL.receive(verifier, incoming(message), NOW))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(403));
    assertThatThrownBy(
            () -> PROTOCOL.begin(WALLET, id(), arriving(requested()), Optional.of(stranger), NOW))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(403));
    assertThat(PROTOCOL.begin(WALLET, id(), arriving(requested()), Optional.empty(), NOW))
        .isEmpty();
  }

  @Test
  void an_unreadable_presentation_is_refused_and_the_reason_kept() {
    var verifier = PROTOCOL.sent(requested(), NOW);
    var message =
        message(
            PresentationMessages.PRESENTATION, verifier.thid(), proverDid, verifierDid, List.of());

    var outcome = PROTOCOL.receive(verifier, incoming(message), NOW);

    assertThat(outcome.refusal()).isPresent();
    assertThat(last(outcome).state()).isEqualTo(REQUEST_SENT);
    assertThat(last(outcome).lastFailure().orElseThrow().detail()).contains("no attachment");
  }

  @Test
  void a_failed_presentation_is_reported_to_its_prover_who_keeps_the_reason() {
    var verifier = requested();
    var prover = PROTOCOL.sent(presenting(received(verifier), "jwt"), NOW);
    var arrived = presenting(received(verifier), "jwt");
    var received = last(PROTOCOL.receive(verifier, arriving(arrived), NOW));

    var failed = PresentationProtocol.judged(received, Optional.of("it is revoked"), NOW);
    assertThat(failed.state()).isEqualTo(PRESENTATION_VERIFICATION_FAILED);
    assertThat(failed.lastFailure().orElseThrow().detail()).isEqualTo("it is revoked");
    assertThat(failed.pending()).isTrue();

    var report = PROTOCOL.toSend(failed, id(), NOW);
    assertThat(report.type()).isEqualTo(ProblemReport.TYPE);
    assertThat(report.thid()).isEmpty();
    assertThat(PROTOCOL.thread(report)).isEqualTo(prover.thid());
    var told = last(PROTOCOL.receive(prover, incoming(report), NOW));
    assertThat(told.state()).isEqualTo(PRESENTATION_SENT);
    assertThat(told.lastFailure().orElseThrow().detail())
        .isEqualTo(
            "The peer reports a problem: e.p.presentation-verification-failed: it is revoked");
  }

  @Test
  void a_report_counts_as_sent_however_it_is_answered_and_leaves_the_verdict() {
    var received =
        last(
            PROTOCOL.receive(requested(), arriving(presenting(received(requested()), "jwt")), NOW));
    var failed = PresentationProtocol.judged(received, Optional.of("reason"), NOW);

    assertThat(PROTOCOL.sent(failed, NOW).pending()).isFalse();
    assertThat(PROTOCOL.refused(failed, 422, "", FAILURE, NOW).pending()).isFalse();
    assertThat(PROTOCOL.unanswered(failed, FAILURE, NOW)).isEqualTo(failed);
    assertThat(PROTOCOL.sent(failed, NOW).lastFailure()).isEqualTo(failed.lastFailure());
  }

  @Test
  void whoever_takes_an_invitation_is_the_prover_unless_it_expired() {
    var message = PresentationMessages.toAnybody(request, id(), id(), verifierDid);
    var invitation =
        MessageInvitation.create(
            message, Optional.empty(), Optional.empty(), id(), NOW, Duration.ofMinutes(5));
    var verifier = PresentationRecord.invited(WALLET, id(), invitation, NOW);
    var prover =
        presenting(
            PresentationRecord.received(WALLET, id(), proverDid, invitation.message(), NOW), "jwt");

    var answered = last(PROTOCOL.receive(verifier, arriving(prover), NOW.plusSeconds(299)));
    assertThat(answered.state()).isEqualTo(PRESENTATION_RECEIVED);
    assertThat(answered.theirDid()).contains(proverDid);

    var late = PROTOCOL.receive(verifier, arriving(prover), NOW.plusSeconds(301));
    assertThat(last(late).state()).isEqualTo(INVITATION_EXPIRED);
    assertThat(late.refusal().orElseThrow().type())
        .isEqualTo("error:Presentation:InvitationExpired");
  }

  @Test
  void what_a_record_does_not_wait_for_is_refused() {
    var verifier = requested();
    var prover = received(verifier);
    var declined = PresentationProtocol.declined(prover, NOW);
    assertThat(declined.state()).isEqualTo(REQUEST_REJECTED);

    refused(() -> PresentationProtocol.accepted(declined, List.of(id()), NOW), "RequestRejected");
    refused(() -> PresentationProtocol.accepted(verifier, List.of(id()), NOW), "RequestPending");
    refused(() -> PresentationProtocol.decided(prover, true, NOW), prover.id());
    refused(() -> PresentationProtocol.decided(verifier, true, NOW), verifier.id());
  }

  private static void refused(Runnable call, String end) {
    var refusal = catchThrowableOfType(Refusal.class, call::run);
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.type()).isEqualTo("error:Presentation:InvalidFlowStateError");
    assertThat(refusal).hasMessageEndingWith(end);
  }

  private PresentationRecord requested() {
    var invitation = Invitation.create(id(), verifierDid, Optional.empty(), Optional.empty());
    var connection =
        ConnectionProtocol.invited(WALLET, invitation, Optional.empty(), NOW).answeredBy(proverDid);
    return PresentationRecord.requested(id(), thid, connection, request, NOW);
  }

  private PresentationRecord received(PresentationRecord verifier) {
    return PROTOCOL
        .begin(WALLET, id(), arriving(verifier), Optional.of(verifierDid), NOW)
        .orElseThrow();
  }

  private static PresentationRecord presenting(PresentationRecord prover, String jwt) {
    return PresentationProtocol.generated(
        PresentationProtocol.accepted(prover, List.of(id()), NOW), jwt, NOW);
  }

  private static Unpacked arriving(PresentationRecord record) {
    return incoming(PresentationMessages.of(record, id(), NOW));
  }

  private static PresentationRecord last(MessageOutcome<PresentationRecord> outcome) {
    return outcome.states().get(outcome.states().size() - 1);
  }

  private static Message message(
      String type, String thid, String from, String to, List<JsonNode> attachments) {
    return new Message(
        id(),
        type,
        Optional.of(from),
        List.of(to),
        Optional.of(thid),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        JsonNodeFactory.instance.objectNode(),
        attachments);
  }
}
