package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The states of credentials and proofs. */
class CredentialStateTest {

  @Test
  void an_issuer_goes_forwards_and_may_be_seen_in_few_of_its_states() {
    forwardsOnly(
        Role.ISSUER,
        List.of(
            CredentialState.OFFER_PENDING,
            CredentialState.OFFER_SENT,
            CredentialState.REQUEST_RECEIVED,
            CredentialState.CREDENTIAL_PENDING,
            CredentialState.CREDENTIAL_GENERATED,
            CredentialState.CREDENTIAL_SENT));
  }

  @Test
  void a_holder_goes_forwards_and_may_be_seen_in_few_of_its_states() {
    forwardsOnly(
        Role.HOLDER,
        List.of(
            CredentialState.OFFER_RECEIVED,
            CredentialState.REQUEST_PENDING,
            CredentialState.REQUEST_GENERATED,
            CredentialState.REQUEST_SENT,
            CredentialState.CREDENTIAL_RECEIVED));
  }

  @Test
  void a_verifier_and_a_prover_go_forwards() {
    forwardsOnly(
        Role.VERIFIER,
        List.of(
            ProofState.REQUEST_PENDING,
            ProofState.REQUEST_SENT,
            ProofState.PRESENTATION_RECEIVED,
            ProofState.PRESENTATION_VERIFIED,
            ProofState.PRESENTATION_ACCEPTED));
    forwardsOnly(
        Role.PROVER,
        List.of(
            ProofState.REQUEST_RECEIVED,
            ProofState.PRESENTATION_PENDING,
            ProofState.PRESENTATION_GENERATED,
            ProofState.PRESENTATION_SENT));
  }

  @Test
  void only_an_unused_invitation_expires_and_only_an_open_request_is_rejected() {
    assertThat(mayEnd(CredentialState.values(), CredentialState.INVITATION_EXPIRED))
        .containsExactly(CredentialState.INVITATION_GENERATED);
    assertThat(mayEnd(ProofState.values(), ProofState.INVITATION_EXPIRED))
        .containsExactly(ProofState.INVITATION_GENERATED);
    assertThat(mayEnd(ProofState.values(), ProofState.REQUEST_REJECTED))
        .containsExactly(ProofState.REQUEST_RECEIVED);
  }

  @Test
  void a_state_proves_the_messages_before_it() {
    assertThat(CredentialState.REQUEST_RECEIVED.proves(CredentialMessage.OFFER)).isTrue();
    assertThat(CredentialState.REQUEST_RECEIVED.proves(CredentialMessage.CREDENTIAL)).isFalse();
    assertThat(CredentialState.REQUEST_GENERATED.proves(CredentialMessage.REQUEST)).isFalse();
    assertThat(ProofState.PRESENTATION_SENT.sends()).contains(ProofMessage.PRESENTATION);
    assertThat(ProofState.PRESENTATION_VERIFIED.proves(ProofMessage.PRESENTATION)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void what_is_dead_has_a_cause(CredentialState state) {
    assertThat(state.cause().isPresent()).isEqualTo(state.kind() == State.Kind.DEAD);
    assertThat(CredentialState.of(state.wire())).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_dead_has_a_cause(ProofState state) {
    assertThat(state.cause().isPresent()).isEqualTo(state.kind() == State.Kind.DEAD);
    assertThat(ProofState.of(state.wire())).isEqualTo(state);
  }

  private static List<State> mayEnd(State[] all, State end) {
    return Stream.of(all).filter(State::known).filter(s -> s != end && end.mayEnd(s)).toList();
  }

  private static void forwardsOnly(Role role, List<? extends State> order) {
    for (int i = 0; i < order.size(); i++) {
      assertThat(order.get(i).role()).isEqualTo(role);
      for (int j = 0; j < order.size(); j++) {
        assertThat(order.get(j).mayFollow(order.get(i), role))
            .as("%s from %s to %s", role, order.get(i), order.get(j))
            .isEqualTo(j >= i);
      }
    }
  }
}
