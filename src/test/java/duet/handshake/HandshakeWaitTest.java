package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.agent.AgentException;
import duet.agent.Cause;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.WaitThresholds;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whom a wait asks, how often, and for how long. */
class HandshakeWaitTest {

  private static final WaitThresholds SHORT =
      new WaitThresholds(
          Duration.ofMillis(100),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofMillis(600));
  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final ScriptedAgent inviter = ScriptedAgent.named("inviter");

  @AutoClose
  private final ScriptedAgent invitee = ScriptedAgent.named("invitee").of(inviter.invitation());

  @Test
  void an_agent_that_stops_answering_is_named() {
    var handshake = accept(SHORT);
    invitee.close();

    var failure = catchThrowableOfType(AgentException.class, () -> handshake.await(LONG));

    assertThat(failure.agent()).isEqualTo("invitee");
    assertThat(failure.reason()).isIn(Cause.CONNECTION_REFUSED, Cause.CONNECTION_BROKEN);
  }

  @Test
  void a_state_of_a_newer_agent_is_shown_and_waited_through() {
    inviter
        .at(20, "ConnectionBlessed")
        .at(200, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), invitee.did()));
    invitee.at(
        20, "ConnectionResponseReceived", ScriptedAgent.connected(invitee.did(), inviter.did()));

    var pair = accept(WaitThresholds.DEFAULT).await(LONG);

    assertThat(pair.timeline().entries()).map(Timeline.Entry::state).contains("ConnectionBlessed");
    assertThat(pair.didsMatch()).isTrue();
  }

  @Test
  void many_handshakes_are_awaited_in_one_wait() {
    inviter.at(
        300, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), invitee.did()));
    try (var agent = inviter.open()) {
      var made = agent.invite("For many");
      inviter.start();
      var handshakes =
          IntStream.range(0, 50).mapToObj(i -> Handshake.ofInviter(agent, made)).toList();

      Handshake.awaitAll(handshakes, LONG);

      assertThat(handshakes).allMatch(h -> h.progress() instanceof Progress.Complete);
    }
  }

  @Test
  void a_side_is_asked_by_one_call_at_a_time_and_not_any_more_once_final() {
    inviter.at(
        100, "ConnectionResponseSent", ScriptedAgent.connected(inviter.did(), invitee.did()));
    invitee.at(
        500, "ConnectionResponseReceived", ScriptedAgent.connected(invitee.did(), inviter.did()));

    var pair = accept(WaitThresholds.DEFAULT).await(LONG);

    assertThat(pair.didsMatch()).isTrue();
    assertThat(inviter.mostUnderway()).isEqualTo(1);
    assertThat(invitee.mostUnderway()).isEqualTo(1);
    assertThat(inviter.asked()).isLessThan(invitee.asked());
  }

  @Test
  void a_timeout_has_its_cause_too() {
    invitee.at(1, "ConnectionRequestSent");

    var failure =
        catchThrowableOfType(
            HandshakeTimeoutException.class,
            () -> accept(WaitThresholds.DEFAULT).await(Duration.ofMillis(400)));

    assertThat(failure.diagnosis().cause()).isEqualTo(Cause.REQUEST_NOT_SEEN);
    assertThat(failure).hasMessageContaining("InvitationGenerated");
    assertThat(failure.pair().timeline().entries())
        .filteredOn(entry -> entry.side() == Side.INVITEE)
        .last()
        .returns("ConnectionRequestSent", Timeline.Entry::state);
  }

  private Handshake accept(WaitThresholds thresholds) {
    var one = inviter.open();
    var made = one.invite("Scripted");
    inviter.start();
    var options = HandshakeOptions.DEFAULT.withThresholds(thresholds);
    return Handshake.accept(one, made, invitee.open(), options);
  }
}
