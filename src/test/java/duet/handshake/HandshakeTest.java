package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.WaitThresholds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Two agents that speak the protocol on the wire, seen from both sides and from one. */
class HandshakeTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final EmbeddedAgent one = EmbeddedAgent.builder().start();
  @AutoClose private final EmbeddedAgent two = EmbeddedAgent.builder().start();
  @AutoClose private final Agent inviter = open("inviter", one);
  @AutoClose private final Agent invitee = open("invitee", two);

  @Test
  void both_sides_end_connected_with_dids_that_match_crosswise() {
    var invitation = inviter.invite("Connect with Bob");

    var pair = Handshake.accept(inviter, invitation, invitee).await(LONG);

    var inviters = pair.inviter().orElseThrow();
    var invitees = pair.invitee().orElseThrow();
    assertThat(inviters.reportedState()).isEqualTo("ConnectionResponseSent");
    assertThat(invitees.reportedState()).isEqualTo("ConnectionResponseReceived");
    assertThat(inviters.myDid()).isPresent().isEqualTo(invitees.theirDid());
    assertThat(invitees.myDid()).isPresent().isEqualTo(inviters.theirDid());
    assertThat(pair.didsMatch()).isTrue();
    assertThat(pair.oneSided()).isFalse();
  }

  @Test
  void the_timeline_tells_each_sides_states_in_their_order() {
    var pair = Handshake.accept(inviter, inviter.invite("Bob"), invitee).await(LONG);

    assertThat(states(pair, Side.INVITER))
        .startsWith("InvitationGenerated")
        .endsWith("ConnectionResponseSent")
        .doesNotHaveDuplicates();
    assertThat(states(pair, Side.INVITEE))
        .startsWith("ConnectionRequestPending")
        .endsWith("ConnectionResponseReceived")
        .doesNotHaveDuplicates();
    assertThat(pair.timeline().entries()).map(Timeline.Entry::at).isSorted();
    assertThat(pair.timeline().length()).isPositive().isLessThan(LONG);
  }

  @Test
  void the_invitee_alone_can_be_seen() {
    var invitation = inviter.invite("For a stranger").invitation();

    var pair = Handshake.accept(invitation, invitee).await(LONG);

    assertThat(pair.inviter()).isEmpty();
    assertThat(pair.invitee().orElseThrow().reportedState())
        .isEqualTo("ConnectionResponseReceived");
    assertThat(pair.oneSided()).isTrue();
    assertThat(pair.didsMatch()).isFalse();
  }

  @Test
  void the_inviter_alone_can_be_seen() {
    var invitation = inviter.invite("For a stranger");
    var handshake = Handshake.ofInviter(inviter, invitation);
    invitee.accept(invitation.invitation());

    var pair = handshake.await(LONG);

    assertThat(pair.invitee()).isEmpty();
    assertThat(pair.inviter().orElseThrow().reportedState()).isEqualTo("ConnectionResponseSent");
    assertThat(pair.oneSided()).isTrue();
  }

  @Test
  void whoever_waits_in_a_way_of_his_own_is_told_when_it_is_over() {
    var handshake = Handshake.accept(inviter, inviter.invite("Bob"), invitee);

    Awaitility.await().atMost(LONG).until(handshake::poll);

    assertThat(handshake.over()).isTrue();

    assertThat(handshake.outcome(LONG).didsMatch()).isTrue();
  }

  @Test
  void each_change_is_told_with_both_sides() {
    var told = new CopyOnWriteArrayList<Pair>();
    var handshake =
        Handshake.accept(
            inviter,
            inviter.invite("Bob"),
            invitee,
            HandshakeOptions.DEFAULT.withListener(told::add));

    handshake.await(LONG);

    assertThat(told).isNotEmpty().allMatch(pair -> pair.inviter().isPresent());
  }

  @Test
  void the_first_change_is_told_also_if_it_comes_before_anybody_waits() {
    var told = new CopyOnWriteArrayList<Pair>();
    var options = HandshakeOptions.DEFAULT.withListener(told::add);

    var handshake = Handshake.accept(inviter, inviter.invite("Bob"), invitee, options);

    Awaitility.await().atMost(LONG).until(() -> told.size() >= 2);
    assertThat(handshake.await(LONG).didsMatch()).isTrue();
  }

  @Test
  void a_closed_handshake_is_told_of_nothing_until_somebody_waits() {
    var told = new CopyOnWriteArrayList<Pair>();
    var made = inviter.invite("Bob");
    var handshake =
        Handshake.ofInviter(inviter, made, HandshakeOptions.DEFAULT.withListener(told::add));

    handshake.close();
    Handshake.accept(made.invitation(), invitee).await(LONG);

    assertThat(told).isEmpty();
    assertThat(handshake.await(LONG).inviter().orElseThrow().state().connected()).isTrue();
    assertThat(told).isNotEmpty();
  }

  @Test
  void whoever_is_told_may_close_the_agents() {
    var closed = new AtomicBoolean();
    var handshake =
        Handshake.accept(
            inviter,
            inviter.invite("Bob"),
            invitee,
            HandshakeOptions.DEFAULT.withListener(
                pair -> {
                  inviter.close();
                  invitee.close();
                  closed.set(true);
                }));

    handshake.await(LONG);

    Awaitility.await().atMost(LONG).untilTrue(closed);
  }

  @Test
  void an_inviter_that_dies_before_its_invitation_is_accepted_is_named() {
    var invitation = inviter.invite("Nobody home");
    one.close();
    var impatient =
        new WaitThresholds(
            Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(200), LONG, LONG);

    var handshake =
        Handshake.accept(
            inviter, invitation, invitee, HandshakeOptions.DEFAULT.withThresholds(impatient));
    var failure = catchThrowableOfType(AgentException.class, () -> handshake.await(LONG));

    assertThat(failure.agent()).isEqualTo("inviter");
    assertThat(failure.step()).isEqualTo("show connection " + invitation.id());
    assertThat(failure.reason()).isIn(Cause.CONNECTION_REFUSED, Cause.CONNECTION_BROKEN);
  }

  @Test
  void an_invitee_that_dies_before_it_accepts_is_named() {
    Connection invitation = inviter.invite("Nobody home");
    two.close();

    var failure =
        catchThrowableOfType(
            AgentException.class, () -> Handshake.accept(inviter, invitation, invitee));

    assertThat(failure.agent()).isEqualTo("invitee");
    assertThat(failure.step()).isEqualTo("accept the invitation");
    assertThat(failure.reason()).isIn(Cause.CONNECTION_REFUSED, Cause.CONNECTION_BROKEN);
  }

  private static Agent open(String name, EmbeddedAgent agent) {
    return Agent.open(AgentAddress.of(name, agent.url().toString()));
  }

  private static List<String> states(Pair pair, Side side) {
    return pair.timeline().entries().stream()
        .filter(entry -> entry.side() == side)
        .map(Timeline.Entry::state)
        .toList();
  }
}
