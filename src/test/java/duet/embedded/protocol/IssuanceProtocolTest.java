package duet.embedded.protocol;

import static duet.embedded.protocol.IssuanceSamples.NOW;
import static duet.embedded.protocol.IssuanceSamples.PROTOCOL;
import static duet.embedded.protocol.IssuanceSamples.arriving;
import static duet.embedded.protocol.IssuanceSamples.id;
import static duet.embedded.protocol.IssuanceSamples.incoming;
import static duet.embedded.protocol.IssuanceState.CREDENTIAL_GENERATED;
import static duet.embedded.protocol.IssuanceState.CREDENTIAL_PENDING;
import static duet.embedded.protocol.IssuanceState.CREDENTIAL_RECEIVED;
import static duet.embedded.protocol.IssuanceState.CREDENTIAL_SENT;
import static duet.embedded.protocol.IssuanceState.INVITATION_EXPIRED;
import static duet.embedded.protocol.IssuanceState.OFFER_SENT;
import static duet.embedded.protocol.IssuanceState.PROBLEM_REPORT_PENDING;
import static duet.embedded.protocol.IssuanceState.REQUEST_RECEIVED;
import static duet.embedded.protocol.IssuanceState.REQUEST_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.credential.KeyCurve;
import duet.credential.SigningKey;
import duet.didcomm.Message;
import duet.didcomm.Unpacked;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What messages make of both sides' records, without any agent. */
class IssuanceProtocolTest {

  private final IssuanceSamples both = new IssuanceSamples();

  @Test
  void both_sides_go_through_their_states_in_order() {
    var issuer = PROTOCOL.sent(both.offered(false), NOW);
    var holder = both.requesting(both.received(both.offered(false)));
    assertThat(issuer.state()).isEqualTo(OFFER_SENT);

    issuer = last(PROTOCOL.receive(issuer, from(holder, issuer), NOW));
    assertThat(issuer.state()).isEqualTo(REQUEST_RECEIVED);
    holder = PROTOCOL.sent(holder, NOW);
    assertThat(holder.state()).isEqualTo(REQUEST_SENT);

    issuer = IssuanceProtocol.approved(issuer, NOW);
    issuer = IssuanceProtocol.generated(issuer, Optional.empty(), both.credential(), NOW);
    holder = last(PROTOCOL.receive(holder, from(issuer, holder), NOW));
    assertThat(holder.state()).isEqualTo(CREDENTIAL_RECEIVED);
    assertThat(holder.credential()).contains(both.credential());
    assertThat(PROTOCOL.sent(issuer, NOW).state()).isEqualTo(CREDENTIAL_SENT);
  }

  @Test
  void a_request_that_overtakes_the_answer_to_its_offer_counts_and_is_approved_by_itself() {
    var issuer = both.offered(true);

    var outcome =
        PROTOCOL.receive(issuer, from(both.requesting(both.received(issuer)), issuer), NOW);

    assertThat(outcome.states())
        .extracting(IssuanceRecord::state)
        .containsExactly(OFFER_SENT, REQUEST_RECEIVED, CREDENTIAL_PENDING);
  }

  @Test
  void a_credential_that_overtakes_the_answer_to_its_request_counts() {
    var offered = both.offered(true);
    var holder = both.requesting(both.received(offered));

    var outcome = PROTOCOL.receive(holder, from(issued(offered), holder), NOW);

    assertThat(outcome.states())
        .extracting(IssuanceRecord::state)
        .containsExactly(REQUEST_SENT, CREDENTIAL_RECEIVED);
  }

  @Test
  void even_a_credential_that_overtakes_the_signing_of_its_request_counts_and_stays() {
    var offered = both.offered(true);
    var signer = new Signer(both.subject.canonical(), Optional.empty());
    var holder = IssuanceProtocol.accepted(both.received(offered), signer, NOW);

    var received = last(PROTOCOL.receive(holder, from(issued(offered), holder), NOW));

    assertThat(received.state()).isEqualTo(CREDENTIAL_RECEIVED);
    assertThat(IssuanceProtocol.generated(received, both.request(), NOW)).isEqualTo(received);
    assertThat(PROTOCOL.sent(received, NOW)).isEqualTo(received);
  }

  @Test
  void what_is_repeated_has_no_effect_and_what_differs_is_refused() {
    var issuer = both.offered(true);
    var received = both.received(issuer);
    var holder = both.requesting(received);
    assertThat(PROTOCOL.receive(received, arriving(issuer), NOW).states()).isEmpty();

    var issued = issued(issuer);
    assertThat(PROTOCOL.receive(issued, from(holder, issued), NOW).states()).isEmpty();
    var another = both.requesting(received).requestedWith(both.request() + "x");
    assertThat(refusal(issued, another).status()).isEqualTo(404);

    var done = last(PROTOCOL.receive(holder, from(issued, holder), NOW));
    assertThat(PROTOCOL.receive(done, from(issued, done), NOW).states()).isEmpty();
    assertThat(refusal(done, issued.issued(Optional.empty(), "another")).getMessage())
        .endsWith("state=Some(CredentialReceived)");
  }

  @Test
  void a_wrong_request_is_refused_each_time_with_the_reason_that_the_issuer_keeps() {
    var stranger = SigningKey.generate(KeyCurve.ED25519, new SecureRandom());
    var wrong =
        List.of(
            IssuanceSamples.request("other", "domain", both.subject, both.authentication),
            IssuanceSamples.request("challenge", "other", both.subject, both.authentication),
            IssuanceSamples.request("challenge", "domain", both.subject, stranger),
            IssuanceSamples.request("challenge", "domain", both.issuingDid, both.issuing),
            both.request().replaceFirst("\\.[^.]*$", ".AAAA"),
            "nonsense");
    var reasons =
        List.of("challenge", "for the domain \"other\"", "signature", "authentication", "", "");
    for (int i = 0; i < wrong.size(); i++) {
      var issuer = PROTOCOL.sent(both.offered(true), NOW);
      var holder = both.requesting(both.received(both.offered(true))).requestedWith(wrong.get(i));

      var outcome = PROTOCOL.receive(issuer, from(holder, issuer), NOW);

      var dead = last(outcome);
      assertThat(dead.state()).isEqualTo(PROBLEM_REPORT_PENDING);
      assertThat(dead.lastFailure().orElseThrow().detail()).containsIgnoringCase(reasons.get(i));
      assertThat(dead.pending()).isFalse();
      assertThat(outcome.refusal().orElseThrow().status()).isEqualTo(400);
      assertThat(refusal(dead, holder).getMessage())
          .isEqualTo(dead.lastFailure().orElseThrow().detail());
    }
  }

  @Test
  void a_credential_about_another_or_not_signed_by_its_issuer_is_refused_and_the_holder_told() {
    var other = new IssuanceSamples();
    var wrong =
        List.of(
            IssuanceSamples.credential(both.issuingDid.did(), other.subject.did(), both.issuing),
            IssuanceSamples.credential(both.issuingDid.did(), both.subject.did(), other.issuing),
            IssuanceSamples.credential("did:key:z6Mk", both.subject.did(), both.issuing),
            "nonsense");
    for (String jwt : wrong) {
      var holder = both.requesting(both.received(both.offered(true)));

      var outcome =
          PROTOCOL.receive(
              holder, from(issued(both.offered(true)).issued(Optional.empty(), jwt), holder), NOW);

      assertThat(last(outcome).state()).isEqualTo(holder.state());
      assertThat(last(outcome).credential()).isEmpty();
      assertThat(last(outcome).lastFailure().orElseThrow().type())
          .endsWith("CredentialValidationError");
      assertThat(outcome.refusal()).isPresent();
    }
  }

  @Test
  void of_an_issuer_in_short_form_nobody_can_check_the_key() {
    var holder = both.requesting(both.received(both.offered(true)));
    var jwt =
        IssuanceSamples.credential(both.issuingDid.canonical(), both.subject.did(), both.issuing);

    var issuer = issued(both.offered(true)).issued(Optional.empty(), jwt);

    assertThat(last(PROTOCOL.receive(holder, from(issuer, holder), NOW)).credential())
        .contains(jwt);
  }

  @Test
  void nobody_but_the_peer_of_the_thread_counts() {
    var issuer = PROTOCOL.sent(both.offered(true), NOW);
    var mallory = new IssuanceSamples();
    var request =
        IssuanceMessages.of(both.requesting(both.received(both.offered(true))), id(), NOW);

    assertThat(refusal(issuer, forwarded(request, mallory.holder, issuer.ownDid())).status())
        .isEqualTo(403);
    assertThat(refusal(issuer, forwarded(request, issuer.theirDid().get(), both.holder)).status())
        .isEqualTo(403);
    var offer = arriving(both.offered(true));
    var stranger = Optional.of(mallory.issuer);
    assertThat(
            catchThrowableOfType(
                    Refusal.class, () -> PROTOCOL.begin("w", id(), offer, stranger, NOW))
                .status())
        .isEqualTo(403);
    assertThat(PROTOCOL.begin("w", id(), offer, Optional.empty(), NOW)).isEmpty();
  }

  @Test
  void an_invitation_expires_with_a_reason_that_the_issuer_sees() {
    var issuer = both.invited(Duration.ofSeconds(300));
    var holder = both.requesting(taken(issuer));

    var late = PROTOCOL.receive(issuer, from(holder, issuer), NOW.plusSeconds(301));
    assertThat(last(late).state()).isEqualTo(INVITATION_EXPIRED);
    assertThat(last(late).lastFailure().orElseThrow().type()).endsWith("InvitationExpired");

    var intime = PROTOCOL.receive(issuer, from(holder, issuer), NOW.plusSeconds(300));
    assertThat(last(intime).state()).isEqualTo(CREDENTIAL_PENDING);
    assertThat(last(intime).theirDid()).contains(both.holder);
  }

  @Test
  void a_peer_that_waits_for_nothing_more_has_what_was_sent_before() {
    var holder = both.requesting(both.received(both.offered(true)));
    var failure = new SendFailure(400, "t", "t", "d", "i");
    var answer = PROTOCOL.unknownThread("x");
    var body = "{\"type\":\"" + answer.type() + "\"}";

    var once = PROTOCOL.prepared(holder, NOW).get(0);
    assertThat(PROTOCOL.refused(once, 404, body, failure, NOW).state()).isEqualTo(holder.state());
    var twice = PROTOCOL.prepared(once, NOW).get(0);
    assertThat(PROTOCOL.refused(twice, 404, body, failure, NOW).state()).isEqualTo(REQUEST_SENT);
    assertThat(PROTOCOL.refused(twice, 500, body, failure, NOW).lastFailure()).contains(failure);
  }

  private IssuanceRecord issued(IssuanceRecord offered) {
    var request = from(both.requesting(both.received(offered)), offered);
    var pending = last(PROTOCOL.receive(offered, request, NOW));
    var issued = IssuanceProtocol.generated(pending, Optional.empty(), both.credential(), NOW);
    assertThat(issued.state()).isEqualTo(CREDENTIAL_GENERATED);
    return issued;
  }

  /** The holder's record of the message in an invitation. */
  private IssuanceRecord taken(IssuanceRecord issuer) {
    var invitation = MessageInvitation.parse(issuer.invitation().orElseThrow().encoded());
    return IssuanceRecord.received(
        IssuanceSamples.WALLET, id(), both.holder, invitation.message(), NOW);
  }

  /** What one side has to send, in the other's thread. */
  private static Unpacked from(IssuanceRecord sender, IssuanceRecord receiver) {
    var sent = IssuanceMessages.of(sender, id(), NOW);
    return forwarded(sent, sender.ownDid(), receiver.ownDid());
  }

  private static Unpacked forwarded(Message sent, String from, String to) {
    return incoming(
        new Message(
            sent.id(),
            sent.type(),
            Optional.of(from),
            List.of(to),
            sent.thid(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            sent.body(),
            sent.attachments()));
  }

  private static IssuanceRecord last(MessageOutcome<IssuanceRecord> outcome) {
    return outcome.states().get(outcome.states().size() - 1);
  }

  private static Refusal refusal(IssuanceRecord record, IssuanceRecord sender) {
    return refusal(record, from(sender, record));
  }

  private static Refusal refusal(IssuanceRecord record, Unpacked incoming) {
    return catchThrowableOfType(Refusal.class, () -> PROTOCOL.receive(record, incoming, NOW));
  }
}
