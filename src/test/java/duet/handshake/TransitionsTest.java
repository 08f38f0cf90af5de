package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.ConnectionState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  private static final List<ConnectionState> INVITER =
      List.of(
          ConnectionState.INVITATION_GENERATED,
          ConnectionState.CONNECTION_REQUEST_RECEIVED,
          ConnectionState.CONNECTION_RESPONSE_PENDING,
          ConnectionState.CONNECTION_RESPONSE_SENT);
  private static final List<ConnectionState> INVITEE =
      List.of(
          ConnectionState.INVITATION_RECEIVED,
          ConnectionState.CONNECTION_REQUEST_PENDING,
          ConnectionState.CONNECTION_REQUEST_SENT,
          ConnectionState.CONNECTION_RESPONSE_RECEIVED);

  @Test
  void a_side_goes_forwards_over_any_number_of_states() {
    forwardsOnly(Side.INVITER, INVITER);
    forwardsOnly(Side.INVITEE, INVITEE);
  }

  @Test
  void only_an_unused_invitation_expires() {
    for (ConnectionState from : INVITER) {
      assertThat(Transitions.legal(Side.INVITER, from, ConnectionState.INVITATION_EXPIRED))
          .isEqualTo(from == ConnectionState.INVITATION_GENERATED);
    }
  }

  @Test
  void a_side_does_not_take_the_other_role() {
    assertThat(
            Transitions.legal(
                Side.INVITER,
                ConnectionState.INVITATION_GENERATED,
                ConnectionState.CONNECTION_REQUEST_SENT))
        .isFalse();
    assertThat(
            Transitions.legal(
                Side.INVITEE,
                ConnectionState.CONNECTION_REQUEST_PENDING,
                ConnectionState.CONNECTION_RESPONSE_SENT))
        .isFalse();
  }

  @Test
  void states_of_newer_agents_and_problem_reports_may_come_at_any_time() {
    for (ConnectionState from : INVITEE) {
      assertThat(Transitions.legal(Side.INVITEE, from, ConnectionState.UNKNOWN)).isTrue();
      assertThat(Transitions.legal(Side.INVITEE, ConnectionState.UNKNOWN, from)).isTrue();
      assertThat(Transitions.legal(Side.INVITEE, from, ConnectionState.PROBLEM_REPORT_RECEIVED))
          .isTrue();
    }
  }

  private static void forwardsOnly(Side side, List<ConnectionState> order) {
    for (int i = 0; i < order.size(); i++) {
      for (int j = 0; j < order.size(); j++) {
        assertThat(Transitions.legal(side, order.get(i), order.get(j)))
            .as("%s from %s to %s", side, order.get(i), order.get(j))
            .isEqualTo(j >= i);
      }
    }
  }
}
