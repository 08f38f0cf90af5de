package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.agent.Role;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for any two agents; each backend runs all of it. */
abstract class ConnectionScenarios {

  private AgentPair agents;

  /** The two agents to use; closed after each scenario. */
  abstract AgentPair open();

  @BeforeEach
  void openAgents() {
    agents = open();
  }

  @AfterEach
  void closeAgents() {
    agents.close();
  }

  @Test
  void both_sides_end_connected_with_dids_that_match_crosswise() {
    Pair pair = agents.connect("Connect with Bob");

    Connection inviter = pair.inviter().orElseThrow();
    Connection invitee = pair.invitee().orElseThrow();
    assertThat(inviter.state()).isEqualTo(ConnectionState.CONNECTION_RESPONSE_SENT);
    assertThat(invitee.state()).isEqualTo(ConnectionState.CONNECTION_RESPONSE_RECEIVED);
    assertThat(inviter.role()).isEqualTo(Role.INVITER);
    assertThat(invitee.role()).isEqualTo(Role.INVITEE);
    assertThat(inviter.myDid()).isPresent().isEqualTo(invitee.theirDid());
    assertThat(invitee.myDid()).isPresent().isEqualTo(inviter.theirDid());
    assertThat(inviter.thid()).isEqualTo(invitee.thid());
    assertThat(pair.didsMatch()).isTrue();
  }

  @Test
  void the_inviter_keeps_the_label_and_the_invitee_learns_the_goal() {
    Connection invitation = agents.inviter().invite("To Bob", "issue-vc", "To issue a degree");

    Pair pair = Handshake.accept(agents.inviter(), invitation, agents.invitee()).await();

    assertThat(pair.inviter().orElseThrow().label()).contains("To Bob");
    assertThat(pair.invitee().orElseThrow().label()).isEmpty();
    assertThat(pair.invitee().orElseThrow().goal()).contains("To issue a degree");
    assertThat(pair.invitee().orElseThrow().goalCode()).contains("issue-vc");
  }

  @Test
  void the_invitation_names_the_inviter_and_where_it_is() {
    Connection connection = agents.inviter().invite("Look inside");

    var invitation = connection.invitation();

    assertThat(invitation.id()).isEqualTo(connection.thid());
    assertThat(invitation.from()).startsWith("did:peer:2.");
    assertThat(invitation.endpoint()).hasScheme("http");
    agents.inviter().delete(connection.id());
  }

  @Test
  void each_side_can_be_awaited_without_the_other() {
    Connection invitation = agents.inviter().invite("One side");
    Connection accepted = agents.invitee().accept(invitation.invitation());

    Pair ofInvitee = Handshake.ofInvitee(agents.invitee(), accepted).await();
    Pair ofInviter = Handshake.ofInviter(agents.inviter(), invitation).await();

    assertThat(ofInvitee.inviter()).isEmpty();
    assertThat(ofInvitee.invitee().orElseThrow().state().connected()).isTrue();
    assertThat(ofInviter.invitee()).isEmpty();
    assertThat(ofInviter.inviter().orElseThrow().state().connected()).isTrue();
  }

  @Test
  void several_handshakes_at_a_time_do_not_meet() {
    List<Handshake> underway =
        IntStream.range(0, 5)
            .mapToObj(
                i -> {
                  var invitation = agents.inviter().invite("Number " + i);
                  return Handshake.accept(agents.inviter(), invitation, agents.invitee());
                })
            .toList();

    assertThat(underway).map(Handshake::await).allMatch(Pair::didsMatch);
  }

  @Test
  void an_invitation_is_accepted_once_only() {
    Connection invitation = agents.inviter().invite("Once");
    Handshake.accept(agents.inviter(), invitation, agents.invitee()).await();

    assertThatThrownBy(() -> agents.invitee().accept(invitation.invitation()))
        .isInstanceOfSatisfying(
            AgentException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Cause.REJECTED);
              assertThat(refused.agent()).isEqualTo("invitee");
              assertThat(refused.problem().orElseThrow().type())
                  .endsWith("InvitationAlreadyReceived");
            });
  }

  @Test
  void an_unused_invitation_can_be_deleted_and_is_gone() {
    Connection invitation = agents.inviter().invite("Not needed");

    agents.inviter().delete(invitation.id());

    assertThatThrownBy(() -> agents.inviter().connection(invitation.id()))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("404");
  }

  @Test
  void a_finished_connection_is_listed_at_both_and_cannot_be_deleted() {
    Pair pair = agents.connect("To stay");
    var inviter = pair.inviter().orElseThrow();
    var invitee = pair.invitee().orElseThrow();

    assertThat(agents.inviter().connections()).map(Connection::id).contains(inviter.id());
    assertThat(agents.invitee().connections()).map(Connection::id).contains(invitee.id());
    assertThatThrownBy(() -> agents.inviter().delete(inviter.id()))
        .isInstanceOfSatisfying(
            AgentException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Cause.REJECTED));
  }

  @Test
  void an_unknown_connection_is_named_in_the_refusal() {
    var id = UUID.randomUUID().toString();

    assertThatThrownBy(() -> agents.inviter().connection(id))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("inviter")
        .hasMessageContaining(id);
  }
}
