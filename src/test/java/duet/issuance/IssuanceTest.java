package duet.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.AgentPair;
import duet.agent.Cause;
import duet.agent.CredentialOffer;
import duet.agent.CredentialState;
import duet.agent.DidKey;
import duet.credential.CredentialJwt;
import duet.credential.PrismDid;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.handshake.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Issuing between two embedded agents. */
class IssuanceTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final CredentialOffer OFFER =
      CredentialOffer.of(Map.of("name", "Alice", "age", 30));

  private static AgentPair agents;
  private static Pair pair;

  @BeforeAll
  static void connect() {
    agents = AgentPair.embedded();
    pair = agents.connect("Issue to Bob");
  }

  @AfterAll
  static void close() {
    agents.close();
  }

  @Test
  void a_credential_is_offered_accepted_and_issued() {
    var issued = offer(OFFER, IssuanceOptions.DEFAULT).await(LONG);

    assertThat(issued.issuer().orElseThrow().state()).isEqualTo(CredentialState.CREDENTIAL_SENT);
    assertThat(issued.holder().orElseThrow().state())
        .isEqualTo(CredentialState.CREDENTIAL_RECEIVED);
    assertThat(issued.claims()).containsEntry("name", "Alice").containsEntry("age", 30);
    assertThat(issued.credentialId()).isEqualTo(issued.holder().orElseThrow().id());
    var credential = CredentialJwt.parse(issued.jwt());
    credential.verify(PrismDid.parse(credential.issuer()));
    assertThat(credential.subject()).isEqualTo(issued.holder().orElseThrow().subjectId().get());
    assertThat(issued.did(Side.HOLDER)).isEqualTo(pair.invitee().orElseThrow().myDid());
    assertThat(issued.did(Side.ISSUER)).isEqualTo(pair.inviter().orElseThrow().myDid());
  }

  @Test
  void an_invitee_may_issue_just_as_well() {
    var issued =
        Issuance.offer(agents.invitee(), pair.invitee().orElseThrow(), agents.inviter(), OFFER)
            .await(LONG);

    assertThat(agents.inviter().credentials().record(issued.credentialId()).jwt())
        .contains(issued.jwt());
  }

  @Test
  void a_holder_accepts_what_a_stranger_offered_over_a_connection() {
    var first = CredentialJwt.parse(offer(OFFER, IssuanceOptions.DEFAULT).await(LONG).jwt());
    var stranger = agents.inviter().credentials();
    var named = OFFER.withIssuingDid(first.issuer());
    var made = stranger.offer(pair.inviter().orElseThrow().id(), named);
    var offered =
        Awaitility.await()
            .atMost(LONG)
            .until(() -> agents.invitee().credentials().ofThread(made.thid()), Optional::isPresent)
            .orElseThrow();

    var issued = Issuance.ofHolder(agents.invitee(), offered, IssuanceOptions.DEFAULT).await(LONG);

    assertThat(issued.issuer()).isEmpty();
    assertThat(issued.claims()).containsEntry("name", "Alice");
  }

  @Test
  void the_DIDs_made_for_the_first_credential_are_used_for_the_next() {
    var first = CredentialJwt.parse(offer(OFFER, IssuanceOptions.DEFAULT).await(LONG).jwt());
    int dids = agents.inviter().dids().list().size();

    var next = CredentialJwt.parse(offer(OFFER, IssuanceOptions.DEFAULT).await(LONG).jwt());

    assertThat(next.issuer()).isEqualTo(first.issuer());
    assertThat(next.subject()).isEqualTo(first.subject());
    assertThat(agents.inviter().dids().list()).hasSize(dids);
  }

  @Test
  void a_curve_a_DID_and_a_key_can_be_asked_for() {
    var curve = IssuanceOptions.DEFAULT.withCurve(DidKey.SECP256K1);
    var subject =
        agents
            .invitee()
            .dids()
            .create(
                List.of(
                    new DidKey("one", DidKey.AUTHENTICATION, DidKey.ED25519),
                    new DidKey("two", DidKey.AUTHENTICATION, DidKey.SECP256K1)));

    var issued =
        offer(OFFER, curve.withSubject(subject.longForm().orElseThrow(), "two")).await(LONG);

    var credential = CredentialJwt.parse(issued.jwt());
    assertThat(PrismDid.canonical(credential.subject())).isEqualTo(subject.did());
    assertThat(PrismDid.parse(credential.issuer()).key("issue-1").orElseThrow().curve().wireName())
        .isEqualTo(DidKey.SECP256K1);

    var named = OFFER.withIssuingDid(credential.issuer()).withIssuingKey("issue-1");
    assertThat(
            CredentialJwt.parse(offer(named, IssuanceOptions.DEFAULT).await(LONG).jwt()).issuer())
        .isEqualTo(credential.issuer());
  }

  @Test
  void what_is_to_be_issued_by_hand_is_issued_while_somebody_waits() {
    var issued = offer(OFFER.byHand(), IssuanceOptions.DEFAULT).await(LONG);

    assertThat(issued.issuer().orElseThrow().automaticIssuance()).contains(false);
    assertThat(issued.timeline().entries())
        .extracting(Timeline.Entry::state)
        .contains("RequestReceived", "CredentialSent");
  }

  @Test
  void an_offer_can_go_by_an_invitation_without_a_connection() {
    var made =
        Issuance.invite(
            agents.inviter(), OFFER.withGoal("issue-vc", "A licence"), IssuanceOptions.DEFAULT);
    assertThat(made.state()).isEqualTo(CredentialState.INVITATION_GENERATED);

    var issued =
        Issuance.accept(
                agents.inviter(),
                made,
                made.invitation(),
                agents.invitee(),
                IssuanceOptions.DEFAULT)
            .await(LONG);

    assertThat(issued.jwt()).startsWith("eyJ");
    assertThat(issued.did(Side.ISSUER)).contains(made.invitation().from());
    assertThat(
            catchThrowableOfType(
                    IssuanceException.class,
                    () ->
                        Issuance.accept(
                            made.invitation(), agents.invitee(), IssuanceOptions.DEFAULT))
                .diagnosis()
                .cause())
        .isEqualTo(Cause.INVITATION_USED);
  }

  @Test
  void each_side_can_be_alone_with_a_stranger() {
    var made = Issuance.invite(agents.inviter(), OFFER, IssuanceOptions.DEFAULT);
    try (var issuer = Issuance.ofIssuer(agents.inviter(), made, IssuanceOptions.DEFAULT);
        var holder =
            Issuance.accept(made.invitation(), agents.invitee(), IssuanceOptions.DEFAULT)) {
      Issuance.awaitAll(List.of(issuer, holder), LONG);

      assertThat(issuer.outcome(LONG).holder()).isEmpty();
      assertThat(issuer.outcome(LONG).jwt()).isEqualTo(holder.outcome(LONG).jwt());
    }
  }

  @Test
  void an_issuance_that_was_left_can_be_taken_up_again() {
    var left = offer(OFFER, IssuanceOptions.DEFAULT);
    var made = left.pair().issuer().orElseThrow();
    left.close();

    var issued =
        Issuance.between(
                agents.inviter(),
                agents.inviter().credentials().record(made.id()),
                agents.invitee(),
                Optional.empty(),
                IssuanceOptions.DEFAULT)
            .await(LONG);
    var again =
        Issuance.between(
                agents.inviter(),
                issued.issuer().orElseThrow(),
                agents.invitee(),
                issued.holder(),
                IssuanceOptions.DEFAULT)
            .await(Duration.ZERO);

    assertThat(again.jwt()).isEqualTo(issued.jwt());
    var another = offer(OFFER, IssuanceOptions.DEFAULT).await(LONG).holder();
    assertThatThrownBy(
            () ->
                Issuance.between(
                    agents.inviter(), made, agents.invitee(), another, IssuanceOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("different credentials");
  }

  @Test
  void many_are_awaited_at_once_and_a_listener_is_told_of_each_change() {
    var seen = new ConcurrentLinkedQueue<String>();
    var options =
        IssuanceOptions.DEFAULT.withListener(
            now -> now.holder().ifPresent(held -> seen.add(held.reportedState())));
    var issuances = Stream.generate(() -> offer(OFFER, options)).limit(8).toList();

    Issuance.awaitAll(issuances, LONG);

    assertThat(issuances).allSatisfy(one -> assertThat(one.outcome(LONG).jwt()).startsWith("eyJ"));
    assertThat(seen).contains("OfferReceived", "CredentialReceived");
    assertThat(issuances.get(0)).hasToString("issued, " + issuances.get(0).pair().summary());
  }

  private static Issuance offer(CredentialOffer offer, IssuanceOptions options) {
    return Issuance.offer(
        agents.inviter(), pair.inviter().orElseThrow(), agents.invitee(), offer, options);
  }
}
