package duet.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.AgentPair;
import duet.agent.Cause;
import duet.agent.CredentialOffer;
import duet.agent.ProofRequest;
import duet.agent.ProofState;
import duet.credential.CredentialJwt;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.exchange.RunningExchange;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import duet.issuance.CredentialPair;
import duet.issuance.Issuance;
import duet.report.Outcome;
import duet.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Proving between two embedded agents. */
class PresentationTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private static final CredentialOffer OFFER = CredentialOffer.of(Map.of("name", "Alice"));

  private static AgentPair agents;
  private static Pair pair;
  private static CredentialPair credential;

  @BeforeAll
  static void issue() {
    agents = AgentPair.embedded();
    pair = agents.connect("Prove to Bob");
    credential = agents.issue(pair, Map.of("name", "Alice"));
  }

  @AfterAll
  static void close() {
    agents.close();
  }

  @Test
  void what_was_issued_is_presented_and_verified() {
    var proof = agents.present(pair, credential);

    assertThat(proof.verifier().orElseThrow().state()).isEqualTo(ProofState.PRESENTATION_VERIFIED);
    assertThat(proof.prover().orElseThrow().state()).isEqualTo(ProofState.PRESENTATION_SENT);
    var presented = PresentationJwt.parse(proof.jwt());
    assertThat(presented.credentials()).containsExactly(credential.jwt());
    presented.verify(PrismDid.parse(presented.issuer()));
    assertThat(proof.did(Side.PROVER)).isEqualTo(pair.invitee().orElseThrow().myDid());
  }

  @Test
  void what_was_verified_may_be_rejected_all_the_same() {
    var verified = agents.present(pair, credential).verifier().orElseThrow();

    var rejected = agents.inviter().proofs().rejectPresentation(verified.id());

    assertThat(rejected.state()).isEqualTo(ProofState.PRESENTATION_REJECTED);
  }

  @Test
  void the_inviter_may_prove_just_as_well() {
    var held =
        Issuance.offer(agents.invitee(), pair.invitee().orElseThrow(), agents.inviter(), OFFER)
            .await(LONG);

    var proof =
        Presentation.request(
                agents.invitee(),
                pair.invitee().orElseThrow(),
                agents.inviter(),
                ProofRequest.create(),
                List.of(held.credentialId()))
            .await(LONG);

    assertThat(PresentationJwt.parse(proof.jwt()).credentials()).containsExactly(held.jwt());
  }

  @Test
  void a_challenge_a_domain_a_schema_and_issuers_can_be_asked_for() {
    var jwt = CredentialJwt.parse(credential.jwt());
    var request =
        ProofRequest.create()
            .withChallenge("just now")
            .withDomain("https://bob.example")
            .withSchemas(jwt.schemaIds(), List.of(jwt.issuer()));

    var proof = request(request, credential).await(LONG);

    var presented = PresentationJwt.parse(proof.jwt());
    assertThat(presented.nonce()).contains("just now");
    assertThat(presented.audience()).containsExactly("https://bob.example");
  }

  @Test
  void a_proof_of_another_issuers_credential_is_a_dead_end_with_the_verifiers_reason() {
    var schemas = CredentialJwt.parse(credential.jwt()).schemaIds();
    var request = ProofRequest.create().withSchemas(schemas, List.of("did:prism:somebody-else"));

    var failure =
        catchThrowableOfType(
            PresentationException.class, () -> request(request, credential).await(LONG));

    assertThat(failure.timedOut()).isFalse();
    assertThat(failure.diagnosis().cause()).isEqualTo(Cause.VERIFICATION_FAILED);
    assertThat(failure.pair().verifier().orElseThrow().state())
        .isEqualTo(ProofState.PRESENTATION_VERIFICATION_FAILED);
    assertThat(failure).hasMessageContaining("must be by a trusted issuer");
  }

  @Test
  void a_revoked_credential_is_found_out() {
    var revoked = agents.issue(pair, Map.of("name", "Mallory"));
    agents.inviter().credentials().revoke(revoked.issuer().orElseThrow().id());

    var failure = catchThrowableOfType(PresentationException.class, () -> untilRefused(revoked));

    assertThat(failure.diagnosis().cause()).isEqualTo(Cause.VERIFICATION_FAILED);
    assertThat(failure).hasMessageContaining("is revoked");
  }

  @Test
  void a_credential_that_the_prover_does_not_have_is_a_dead_end() {
    var unknown = List.of("00000000-0000-4000-8000-000000000000");

    var failure =
        catchThrowableOfType(
            PresentationException.class,
            () -> agents.request(pair, ProofRequest.create(), unknown).await(LONG));

    assertThat(failure.diagnosis().cause()).isEqualTo(Cause.NO_SUCH_CREDENTIAL);
  }

  @Test
  void a_request_can_go_by_an_invitation_without_a_connection() {
    var made = agents.inviter().proofs().requestByInvitation(ProofRequest.create());
    var credentials = List.of(credential.credentialId());

    var proof =
        Presentation.accept(
                agents.inviter(),
                made,
                made.invitation(),
                agents.invitee(),
                credentials,
                PresentationOptions.DEFAULT)
            .await(LONG);

    assertThat(proof.verifier().orElseThrow().state()).isEqualTo(ProofState.PRESENTATION_VERIFIED);
    assertThat(Report.of(proof).toText()).contains("InvitationGenerated").endsWith(" ms\n");
  }

  @Test
  void each_side_can_be_alone_with_a_stranger() {
    var made = agents.inviter().proofs().requestByInvitation(ProofRequest.create());
    var credentials = List.of(credential.credentialId());
    try (var verifier =
            Presentation.ofVerifier(agents.inviter(), made, PresentationOptions.DEFAULT);
        var prover =
            Presentation.accept(
                made.invitation(), agents.invitee(), credentials, PresentationOptions.DEFAULT)) {
      RunningExchange.awaitAll(List.of(verifier, prover), LONG);

      assertThat(verifier.outcome(LONG).jwt()).isEqualTo(prover.outcome(LONG).jwt());
      assertThat(Report.of(prover.pair()).outcome()).isEqualTo(Outcome.SENT);
    }
  }

  @Test
  void a_presentation_that_was_left_can_be_taken_up_again() {
    var left = agents.request(pair, ProofRequest.create(), List.of(credential.credentialId()));
    var made = left.pair().verifier().orElseThrow();
    left.close();

    var proof =
        Presentation.between(
                agents.inviter(),
                agents.inviter().proofs().record(made.id()),
                agents.invitee(),
                Optional.empty(),
                List.of(credential.credentialId()),
                PresentationOptions.DEFAULT)
            .await(LONG);

    assertThat(proof.verifier().orElseThrow().id()).isEqualTo(made.id());
  }

  @Test
  void whoever_listens_at_the_front_door_is_told_of_all_that_begins() {
    var begun = new ArrayList<RunningExchange<?>>();
    var handshakes = new ArrayList<Handshake>();
    try (var listened = AgentPair.embedded()) {
      listened.onExchange(begun::add);
      listened.onHandshake(handshakes::add);
      var connected = listened.connect("Bob");
      listened.present(connected, listened.issue(connected, Map.of("name", "Alice")));

      assertThat(begun)
          .extracting(one -> one.getClass().getSimpleName())
          .containsExactly("Handshake", "Issuance", "Presentation");
      assertThat(handshakes).hasSize(1);
    }
  }

  @Test
  void a_report_has_both_lanes_the_messages_and_the_end() throws Exception {
    var issued = Report.of(credential);
    var proved = Report.of(agents.present(pair, credential));

    assertThat(json(issued).at("/outcome").asText()).isEqualTo("issued");
    assertThat(json(issued).at("/holder/thid")).isEqualTo(json(issued).at("/issuer/thid"));
    assertThat(json(issued).has("didsMatch")).isFalse();
    assertThat(json(proved).at("/outcome").asText()).isEqualTo("verified");
    assertThat(json(proved).at("/timeline/0/side").asText()).isEqualTo("verifier");
    assertThat(issued.toHtml())
        .contains("Issuance of two agents", ">issuer<", ">holder<", ">offer<", ">credential<")
        .doesNotContain(">invitation<");
    assertThat(proved.toHtml())
        .contains("Presentation of two agents", ">verifier<", ">prover<", ">presentation<");
    assertThat(issued.toText()).startsWith("    after  issuer  ").contains("issued after ");
  }

  /** The list changes at the next update. */
  private static void untilRefused(CredentialPair revoked) {
    await().atMost(LONG).until(() -> agents.present(pair, revoked) == null);
  }

  private static Presentation request(ProofRequest request, CredentialPair presented) {
    return agents.request(pair, request, List.of(presented.credentialId()));
  }

  private static JsonNode json(Report report) throws IOException {
    return new ObjectMapper().readTree(report.toJson());
  }
}
