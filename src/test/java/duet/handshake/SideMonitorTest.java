package duet.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.WaitThresholds;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a side is asked, and what becomes of an answer that is none. */
class SideMonitorTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final WaitThresholds SHORT = new WaitThresholds(SOON, SOON, SOON, LONG, LONG);
  private static final WaitThresholds LISTENING =
      new WaitThresholds(LONG, LONG, LONG, LONG, Duration.ofSeconds(2));
  private static final String PENDING = "ConnectionRequestPending";

  @Test
  void a_side_that_is_final_is_not_asked_again_while_the_other_is() {
    try (var inviter = ScriptedAgent.inviter("ConnectionResponseSent");
        var invitee =
            ScriptedAgent.invitee(PENDING, PENDING, PENDING, "ConnectionResponseReceived")) {
      assertThat(handshake(inviter, invitee).await(LONG).didsMatch()).isTrue();

      assertThat(asked(inviter, Bodies.THREAD)).isEqualTo(1);
      assertThat(asked(invitee, Bodies.INVITEE)).isEqualTo(4);
    }
  }

  @Test
  void a_side_that_is_final_at_once_is_never_asked() {
    try (var invitee = ScriptedAgent.invitee("ConnectionResponseReceived")) {
      var done = Reply.json(200, Bodies.invitee("ConnectionResponseReceived"));
      invitee.on("POST /connection-invitations", done);

      ofInvitee(invitee).await(LONG);

      assertThat(asked(invitee, Bodies.INVITEE)).isZero();
    }
  }

  @Test
  void an_invitee_that_never_reports_more_than_its_request_can_be_enough() {
    try (var invitee = ScriptedAgent.invitee("ConnectionRequestSent")) {
      var pair =
          ofInvitee(invitee, HandshakeOptions.DEFAULT.withRequestSentSufficing()).await(LONG);

      assertThat(pair.invitee().orElseThrow().reportedState()).isEqualTo("ConnectionRequestSent");
      assertThat(
              catchThrowableOfType(
                  HandshakeTimeoutException.class, () -> ofInvitee(invitee).await(SOON)))
          .hasMessageContaining("invitee: ConnectionRequestSent");
    }
  }

  @Test
  void a_timeout_has_the_last_states_the_timeline_and_the_agents_last_failure() {
    var failing = Bodies.invitee(PENDING);
    failing.set("metaLastFailure", Bodies.problem(400, "error:X", "nobody is at home"));
    try (var inviter = ScriptedAgent.inviter("InvitationGenerated");
        var invitee = ScriptedAgent.invitee(PENDING)) {
      invitee.on("GET /connections/" + Bodies.INVITEE, Reply.json(200, failing));

      var failure =
          catchThrowableOfType(
              HandshakeTimeoutException.class, () -> handshake(inviter, invitee).await(SOON));

      assertThat(failure.timeout()).isEqualTo(SOON);
      assertThat(failure)
          .hasMessageStartingWith("Not connected within 0.2 s")
          .hasMessageContaining("inviter: InvitationGenerated")
          .hasMessageContaining("invitee: ConnectionRequestPending (nobody is at home)");
      assertThat(failure.pair().timeline().entries())
          .extracting(Timeline.Entry::side, Timeline.Entry::state)
          .containsExactly(
              tuple(Side.INVITER, "InvitationGenerated"),
              tuple(Side.INVITEE, "ConnectionRequestPending"));
      assertThat(failure.pair().invitee().flatMap(Connection::lastFailure)).isPresent();
    }
  }

  static Stream<Reply> garbage_is_waited_through_for_a_while_and_then_named() {
    return Stream.of(
        Reply.html(200),
        Reply.html(502),
        Reply.none(),
        Reply.text(200, "application/json", "{\"connectionId\":"),
        Reply.text(200, "application/json", "null"));
  }

  @ParameterizedTest
  @MethodSource
  void garbage_is_waited_through_for_a_while_and_then_named(Reply garbage) {
    var inTheEnd = Reply.json(200, Bodies.invitee("ConnectionResponseReceived"));
    try (var invitee = ScriptedAgent.invitee(PENDING)) {
      var place = "GET /connections/" + Bodies.INVITEE;
      invitee.on(place, Reply.inTurn(garbage, garbage, inTheEnd));
      assertThat(ofInvitee(invitee).await(LONG).invitee().orElseThrow().state().connected())
          .isTrue();

      invitee.on(place, garbage);
      var handshake = ofInvitee(invitee, SHORT);
      var failure = catchThrowableOfType(AgentException.class, () -> handshake.await(LONG));

      assertThat(failure.agent()).isEqualTo("invitee");
      assertThat(failure.step()).isEqualTo("show connection " + Bodies.INVITEE);
      assertThat(failure.reason())
          .isIn(
              Cause.NOT_AN_AGENT,
              Cause.GATEWAY_WITHOUT_AGENT,
              Cause.SERVER_ERROR,
              Cause.CONNECTION_BROKEN);
    }
  }

  @Test
  void the_silence_of_a_record_counts_from_the_moment_that_somebody_waits() {
    try (var invitee = ScriptedAgent.invitee(PENDING, PENDING, "ConnectionResponseReceived")) {
      var handshake = ofInvitee(invitee, LISTENING);
      await().atMost(LONG).until(() -> elapsed(handshake).compareTo(LISTENING.silence()) > 0);

      assertThat(handshake.await(LONG).invitee().orElseThrow().state().connected()).isTrue();
    }
  }

  @Test
  void an_agent_that_was_away_is_given_the_time_that_its_retries_take() {
    var away = Collections.nCopies(12, Reply.none());
    var back = Stream.of(PENDING, "ConnectionResponseReceived").map(SideMonitorTest::invitee);
    try (var invitee = ScriptedAgent.invitee(PENDING)) {
      invitee.on(
          "GET /connections/" + Bodies.INVITEE,
          Reply.inTurn(Stream.concat(away.stream(), back).toArray(Reply[]::new)));

      var pair = ofInvitee(invitee, LISTENING).await(LONG);

      assertThat(pair.timeline().elapsed()).isGreaterThan(LISTENING.silence());
    }
  }

  @Test
  void nothing_is_decided_while_an_agent_takes_its_time_to_answer() {
    long begun = System.nanoTime();
    try (var invitee = ScriptedAgent.invitee(PENDING)) {
      invitee.on(
          "GET /connections/" + Bodies.INVITEE,
          exchange -> {
            var patience = LISTENING.silence().plusSeconds(1).toNanos();
            await().atMost(LONG).until(() -> System.nanoTime() - begun > patience);
            invitee("ConnectionResponseReceived").to(exchange);
          });

      var pair = ofInvitee(invitee, LISTENING).await(LONG);

      assertThat(pair.invitee().orElseThrow().state().connected()).isTrue();
    }
  }

  @Test
  void a_record_that_stays_as_it_is_while_somebody_waits_is_a_dead_end() {
    try (var invitee = ScriptedAgent.invitee(PENDING)) {
      var handshake = ofInvitee(invitee, LISTENING);

      var failure = catchThrowableOfType(DeadEndException.class, () -> handshake.await(LONG));

      assertThat(failure.diagnosis().cause()).isEqualTo(Cause.NOT_MOVING);
    }
  }

  @Test
  void a_key_that_is_refused_all_of_a_sudden_ends_the_wait_at_once() {
    try (var invitee = ScriptedAgent.invitee(PENDING)) {
      invitee.on("GET /connections/" + Bodies.INVITEE, Reply.problem(401, "error:Auth", "No"));

      var failure =
          catchThrowableOfType(AgentException.class, () -> ofInvitee(invitee).await(LONG));

      assertThat(failure.reason()).isEqualTo(Cause.UNAUTHORIZED);
      assertThat(asked(invitee, Bodies.INVITEE)).isEqualTo(1);
    }
  }

  @Test
  void whether_it_is_over_is_told_without_asking_anybody() {
    try (var invitee = ScriptedAgent.invitee(PENDING)) {
      var handshake = ofInvitee(invitee);

      assertThat(handshake.over()).isFalse();
      assertThat(handshake.progress()).isInstanceOf(Progress.Underway.class);
      assertThat(asked(invitee, Bodies.INVITEE)).isZero();
      assertThat(handshake.pair().timeline().calls()).isEqualTo(1);
    }
  }

  @Test
  void a_listener_that_fails_ends_the_wait_and_is_seen() {
    var failing =
        HandshakeOptions.DEFAULT.withListener(
            pair -> {
              throw new IllegalArgumentException("a listener's own mistake");
            });
    try (var invitee = ScriptedAgent.invitee(PENDING, "ConnectionRequestSent")) {
      var handshake = ofInvitee(invitee, failing);

      var failure = catchThrowableOfType(IllegalStateException.class, () -> handshake.await(LONG));

      assertThat(failure).hasRootCauseMessage("a listener's own mistake");
    }
  }

  private static Handshake handshake(ScriptedAgent inviter, ScriptedAgent invitee) {
    var one = open("inviter", inviter);
    return Handshake.accept(one, one.invite("Bob"), open("invitee", invitee));
  }

  private static Handshake ofInvitee(ScriptedAgent invitee) {
    return ofInvitee(invitee, HandshakeOptions.DEFAULT);
  }

  private static Handshake ofInvitee(ScriptedAgent invitee, WaitThresholds thresholds) {
    return ofInvitee(invitee, HandshakeOptions.DEFAULT.withThresholds(thresholds));
  }

  private static Handshake ofInvitee(ScriptedAgent invitee, HandshakeOptions options) {
    return Handshake.accept(Bodies.INVITATION, open("invitee", invitee), options);
  }

  private static Reply invitee(String state) {
    return Reply.json(200, Bodies.invitee(state));
  }

  private static Duration elapsed(Handshake handshake) {
    return handshake.pair().timeline().elapsed();
  }

  private static Agent open(String name, ScriptedAgent agent) {
    return Agent.open(AgentAddress.of(name, agent.url()));
  }

  private static long asked(ScriptedAgent agent, String id) {
    return agent.requests().stream()
        .filter(request -> request.equals("GET /connections/" + id))
        .count();
  }
}
