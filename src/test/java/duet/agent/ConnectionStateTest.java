package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionStateTest {

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
    forwardsOnly(Role.INVITER, INVITER);
    forwardsOnly(Role.INVITEE, INVITEE);
  }

  @Test
  void only_an_unused_invitation_expires() {
    for (ConnectionState from : INVITER) {
      assertThat(ConnectionState.INVITATION_EXPIRED.mayFollow(from, Role.INVITER))
          .isEqualTo(from == ConnectionState.INVITATION_GENERATED);
    }
  }

  @Test
  void a_side_does_not_take_the_other_role() {
    assertThat(
            ConnectionState.CONNECTION_REQUEST_SENT.mayFollow(
                ConnectionState.INVITATION_GENERATED, Role.INVITER))
        .isFalse();
    assertThat(
            ConnectionState.CONNECTION_RESPONSE_SENT.mayFollow(
                ConnectionState.CONNECTION_REQUEST_PENDING, Role.INVITEE))
        .isFalse();
  }

  @Test
  void states_of_newer_agents_and_problem_reports_may_come_at_any_time() {
    for (ConnectionState from : INVITEE) {
      assertThat(ConnectionState.UNKNOWN.mayFollow(from, Role.INVITEE)).isTrue();
      assertThat(from.mayFollow(ConnectionState.UNKNOWN, Role.INVITEE)).isTrue();
      assertThat(ConnectionState.PROBLEM_REPORT_RECEIVED.mayFollow(from, Role.INVITEE)).isTrue();
    }
  }

  private static void forwardsOnly(Role role, List<ConnectionState> order) {
    for (int i = 0; i < order.size(); i++) {
      for (int j = 0; j < order.size(); j++) {
        assertThat(order.get(j).mayFollow(order.get(i), role))
            .as("%s from %s to %s", role, order.get(i), order.get(j))
            .isEqualTo(j >= i);
      }
    }
  }
}
