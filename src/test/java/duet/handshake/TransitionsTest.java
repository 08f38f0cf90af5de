package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  private static final List<State> INVITER =
      List.of(
          State.INVITATION_GENERATED,
          State.CONNECTION_REQUEST_RECEIVED,
          State.CONNECTION_RESPONSE_PENDING,
          State.CONNECTION_RESPONSE_SENT);
  private static final List<State> INVITEE =
      List.of(
          State.INVITATION_RECEIVED,
          State.CONNECTION_REQUEST_PENDING,
          State.CONNECTION_REQUEST_SENT,
          State.CONNECTION_RESPONSE_RECEIVED);

  @Test
  void a_side_goes_forwards_over_any_number_of_states() {
    forwardsOnly(Side.INVITER, INVITER);
    forwardsOnly(Side.INVITEE, INVITEE);
  }

  @Test
  void only_an_unused_invitation_expires() {
    for (State from : INVITER) {
      assertThat(Transitions.legal(Side.INVITER, from, State.INVITATION_EXPIRED))
          .isEqualTo(from == State.INVITATION_GENERATED);
    }
  }

  @Test
  void a_side_does_not_take_the_other_role() {
    assertThat(
            Transitions.legal(
                Side.INVITER, State.INVITATION_GENERATED, State.CONNECTION_REQUEST_SENT))
        .isFalse();
    assertThat(
            Transitions.legal(
                Side.INVITEE, State.CONNECTION_REQUEST_PENDING, State.CONNECTION_RESPONSE_SENT))
        .isFalse();
  }

  @Test
  void states_of_newer_agents_and_problem_reports_may_come_at_any_time() {
    for (State from : INVITEE) {
      assertThat(Transitions.legal(Side.INVITEE, from, State.UNKNOWN)).isTrue();
      assertThat(Transitions.legal(Side.INVITEE, State.UNKNOWN, from)).isTrue();
      assertThat(Transitions.legal(Side.INVITEE, from, State.PROBLEM_REPORT_RECEIVED)).isTrue();
    }
  }

  private static void forwardsOnly(Side side, List<State> order) {
    for (int i = 0; i < order.size(); i++) {
      for (int j = 0; j < order.size(); j++) {
        assertThat(Transitions.legal(side, order.get(i), order.get(j)))
            .as("%s from %s to %s", side, order.get(i), order.get(j))
            .isEqualTo(j >= i);
      }
    }
  }
}
