package duet.live.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import duet.AgentSelection;
import duet.agent.AgentAddress;
import duet.agent.Cause;
import duet.embedded.EmbeddedAgent;
import duet.embedded.MovableClock;
import duet.exchange.Side;
import duet.exchange.WaitThresholds;
import duet.report.Outcome;
import duet.session.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How exchanges end on a board, and what it makes of agents that stop. */
class BoardEndingsTest {

  private static final WaitThresholds IMPATIENT =
      new WaitThresholds(
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void a_response_that_is_lost_is_a_dead_end_with_its_cause() {
    try (var inviter = EmbeddedAgent.builder().fault("drop-response").start();
        var invitee = EmbeddedAgent.builder().start();
        var watched = WatchedAgents.of(selection(inviter, invitee), BoardEndingsTest::impatient)) {
      watched.invitee().accept(watched.inviter().invite("Bob").invitation());

      var row = watched.row(Standing.DEAD_END);

      assertThat(row.diagnosis().orElseThrow().cause()).isEqualTo(Cause.RESPONSE_NOT_SEEN);
      assertThat(row.word()).isEqualTo(row.diagnosis().orElseThrow().summary());
      assertThat(row.step()).contains(SessionState.UNFULFILLED);
      assertThat(row.states()).containsEntry(Side.INVITEE, "ConnectionRequestSent");
    }
  }

  @Test
  void messages_of_agents_elsewhere_are_those_that_their_states_prove() {
    try (var inviter = EmbeddedAgent.builder().start();
        var invitee = EmbeddedAgent.builder().start();
        var watched = WatchedAgents.of(selection(inviter, invitee), options -> options)) {
      var row = watched.connected("Bob");

      var messages = watched.board().detail(row.id()).orElseThrow().messages();

      assertThat(messages)
          .extracting(SeenMessage::name)
          .containsExactly("invitation", "connection request", "connection response");
      assertThat(messages.subList(1, 3)).allMatch(message -> message.contents().isEmpty());
      assertThat(messages.get(0).contents().orElseThrow().plaintext().orElseThrow())
          .contains("out-of-band/2.0/invitation");
      assertThat(messages).noneMatch(SeenMessage::again);
      var response = messages.get(2);
      assertThat(response.from()).isEqualTo(Side.INVITER);
      assertThat(response.senderDid()).isPresent().isNotEqualTo(response.receiverDid());
    }
  }

  @Test
  void an_invitation_that_nobody_answered_in_time_is_expired() {
    var clock = new MovableClock();
    clock.advance(Duration.between(clock.instant(), Instant.now()));
    try (var watched = WatchedAgents.embedded(options -> options.withClock(clock))) {
      watched.inviter().invite("Bob");
      var row = watched.row(Standing.OPEN);

      clock.advance(Duration.ofSeconds(301));

      var expired = watched.row(Standing.EXPIRED);
      assertThat(expired.expiresAt()).isEmpty();
      assertThat(expired.step()).contains(SessionState.EXPIRED);
      var detail = watched.board().detail(row.id()).orElseThrow();
      assertThat(detail.link()).isEmpty();
      assertThat(detail.reports().get(0).outcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(detail.reports().get(0).after()).isEqualTo("5:00 min");
    }
  }

  @Test
  void a_connection_that_somebody_deletes_at_all_agents_has_no_row_any_more() {
    try (var watched = WatchedAgents.embedded()) {
      var made = watched.inviter().invite("Bob");
      var row = watched.row(Standing.OPEN);

      watched.inviter().delete(made.id());

      watched.rows(List::isEmpty);
      await().atMost(LIMIT).until(() -> watched.told().contains("removed " + row.id()));
    }
  }

  @Test
  void a_connection_that_one_agent_has_lost_says_so() {
    try (var inviter = EmbeddedAgent.builder().start()) {
      var invitee = EmbeddedAgent.builder().start();
      try (var watched = WatchedAgents.of(selection(inviter, invitee), options -> options)) {
        watched.connected("Bob");

        int port = invitee.url().getPort();
        invitee.close();
        invitee = EmbeddedAgent.builder().port(port).start();

        var row = watched.row(one -> one.word().contains("deleted"));
        assertThat(row.word()).isEqualTo("connected; deleted at the invitee's agent");
        assertThat(row.standing()).isEqualTo(Standing.COMPLETE);
      } finally {
        invitee.close();
      }
    }
  }

  @Test
  void an_established_connection_stays_where_its_agent_refuses_to_delete_it() {
    try (var watched = WatchedAgents.embedded()) {
      var row = watched.connected("Bob");

      assertThatThrownBy(() -> watched.steps().delete(row.id()))
          .isInstanceOf(StepException.class)
          .hasMessage("Agents delete only what nobody has answered.")
          .extracting(failure -> ((StepException) failure).details())
          .asString()
          .startsWith("The inviter's agent refused to delete it (HTTP 403")
          .contains("the invitee's agent refused");
      assertThat(watched.board().row(row.id())).isPresent();
    }
  }

  @Test
  void an_agent_that_stops_is_told_of_and_goes_on_when_it_is_back(@TempDir Path directory) {
    try (var inviter = EmbeddedAgent.builder().start()) {
      var invitee = EmbeddedAgent.builder().data(directory).start();
      try (var watched =
          WatchedAgents.of(selection(inviter, invitee), BoardEndingsTest::impatient)) {
        var row = watched.connected("Bob");
        assertThat(watched.board().agents()).allMatch(AgentHealth::answers);

        invitee.close();
        await().atMost(LIMIT).until(() -> !watched.board().agents().get(1).answers());
        assertThat(watched.board().agents().get(0).answers()).isTrue();
        assertThat(watched.board().row(row.id()).orElseThrow().standing())
            .isEqualTo(Standing.COMPLETE);
        assertThat(watched.told()).contains("agents");

        invitee = EmbeddedAgent.builder().data(directory).start();
        await().atMost(LIMIT).until(() -> watched.board().agents().get(1).answers());
      } finally {
        invitee.close();
      }
    }
  }

  @Test
  void the_silence_of_an_agent_that_is_out_proves_nothing(@TempDir Path directory) {
    try (var inviter = EmbeddedAgent.builder().fault("drop-response").start()) {
      var invitee = EmbeddedAgent.builder().data(directory).start();
      try (var watched =
          WatchedAgents.of(selection(inviter, invitee), BoardEndingsTest::impatient)) {
        watched.invitee().accept(watched.inviter().invite("Bob").invitation());
        watched.row(Standing.DEAD_END);

        invitee.close();

        await()
            .atMost(LIMIT)
            .during(IMPATIENT.silence().multipliedBy(2))
            .until(() -> watched.board().rows().get(0).standing() == Standing.UNDERWAY);
        invitee = EmbeddedAgent.builder().data(directory).start();
        watched.row(Standing.DEAD_END);
      } finally {
        invitee.close();
      }
    }
  }

  private static BoardOptions impatient(BoardOptions options) {
    return options.withThresholds(IMPATIENT);
  }

  private static AgentSelection selection(EmbeddedAgent inviter, EmbeddedAgent invitee) {
    return AgentSelection.of(
        AgentAddress.of("inviter", inviter.url().toString()),
        AgentAddress.of("invitee", invitee.url().toString()));
  }
}
