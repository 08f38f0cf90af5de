package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a workshop sees when something goes wrong on request. */
class FaultsTest {

  private static final Duration SOON = Duration.ofMillis(20);

  private EmbeddedAgent alice;
  private EmbeddedAgent bob;
  private Rest inviter;
  private Rest invitee;
  private String one;
  private String other;

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
  }

  @Test
  void a_dropped_request_leaves_the_inviter_waiting_and_the_invitee_content() {
    start(agent(), agent().fault("drop-request"));
    connect();

    invitee.awaitState(other, "ConnectionRequestSent");
    assertThat(inviter.state(one)).isEqualTo("InvitationGenerated");
  }

  @Test
  void a_dropped_response_leaves_the_two_sides_disagreeing() {
    start(agent().fault("drop-response:1"), agent());
    connect();
    inviter.awaitState(one, "ConnectionResponseSent");
    invitee.awaitState(other, "ConnectionRequestSent");

    connect();

    invitee.awaitState(other, "ConnectionResponseReceived");
  }

  @Test
  void a_message_that_arrives_twice_changes_nothing_the_second_time() {
    start(agent().fault("duplicate"), agent().fault("duplicate"));
    connect();

    inviter.awaitState(one, "ConnectionResponseSent");
    invitee.awaitState(other, "ConnectionResponseReceived");
    assertThat(inviter.connection(one).has("metaLastFailure")).isFalse();
  }

  @Test
  void a_doubled_message_is_posted_twice() {
    try (var sink = new StubServer(Reply.empty(200))) {
      start(agent().didcommUrl(sink.uri("/hook")), agent().fault("duplicate:1"));
      connect();
      invitee.awaitState(other, "ConnectionRequestSent");

      Rest.await("2 posts").until(() -> sink.received().size() == 2);
      assertThat(sink.received().get(0).body()).isEqualTo(sink.received().get(1).body());
    }
  }

  @Test
  void a_delayed_message_leaves_later() {
    start(agent(), agent().fault("delay=300ms"));
    var before = Instant.now();
    connect();

    invitee.awaitState(other, "ConnectionResponseReceived");
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void a_refusal_is_seen_by_the_sender_and_tried_again() {
    start(agent().fault("refuse:1"), agent());
    connect();

    invitee.awaitState(other, "ConnectionResponseReceived");
  }

  @Test
  void a_refusal_without_end_is_the_senders_last_failure() {
    start(agent().fault("refuse"), agent());
    connect();

    awaitFailure("[503]");
  }

  @Test
  void a_garbled_message_is_refused_and_the_next_is_not() {
    start(agent(), agent().fault("garble:1"));
    connect();

    invitee.awaitState(other, "ConnectionResponseReceived");
  }

  @Test
  void a_message_garbled_each_time_is_refused_each_time() {
    start(agent(), agent().fault("garble"));
    connect();

    awaitFailure("[400]");
    assertThat(inviter.state(one)).isEqualTo("InvitationGenerated");
  }

  @Test
  void an_unknown_state_is_shown_for_a_while() {
    start(agent().fault("unknown-state"), agent());
    connect();
    invitee.awaitState(other, "ConnectionResponseReceived");

    Set<String> seen = new HashSet<>();
    Rest.await("the last state")
        .until(
            () -> {
              var state = inviter.state(one);
              seen.add(state);
              return state.equals("ConnectionResponseSent");
            });
    assertThat(seen).contains("ConnectionUnderReview");
  }

  @Test
  void skipped_states_are_seen_neither_in_rest_nor_in_events() {
    try (var sink = new StubServer(Reply.empty(200))) {
      var late = agent().fault("skip-states").fault("delay=200ms");
      start(late.webhook(sink.uri("/hook"), java.util.Map.of()), agent());
      connect();

      Set<String> seen = new HashSet<>();
      Rest.await("the last state")
          .until(
              () -> {
                var connection = inviter.connection(one);
                var state = connection.path("state").asText();
                seen.add(state);
                assertThat(connection.has("theirDid"))
                    .isEqualTo(state.equals("ConnectionResponseSent"));
                return state.equals("ConnectionResponseSent");
              });
      assertThat(seen).containsExactlyInAnyOrder("InvitationGenerated", "ConnectionResponseSent");
      Rest.await("2 events").until(() -> sink.received().size() == 2);
    }
  }

  @Test
  void a_slow_api_answers_later_while_messages_do_not_wait() {
    start(agent(), agent().fault("slow-api=300ms:2"));
    var before = Instant.now();
    connect();
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(290));

    invitee.awaitState(other, "ConnectionResponseReceived");
  }

  @Test
  void an_agent_that_goes_down_after_the_accept_answers_it_first() {
    start(agent(), agent().fault("down-after=accept"));
    connect();

    Rest.await("nobody there")
        .until(
            () -> {
              try {
                invitee.get("/_system/health");
                return false;
              } catch (java.io.UncheckedIOException e) {
                return true;
              }
            });
  }

  private void start(EmbeddedAgent.Builder first, EmbeddedAgent.Builder second) {
    alice = first.start();
    bob = second.start();
    inviter = new Rest(alice.url());
    invitee = new Rest(bob.url());
  }

  private void connect() {
    var invited = inviter.invite("with a fault");
    one = invited.text("connectionId");
    other = invitee.accept(invited).text("connectionId");
  }

  private void awaitFailure(String part) {
    Rest.await("two failures")
        .until(() -> invitee.connection(other).path("metaRetries").asInt() == 3);
    assertThat(invitee.connection(other).at("/metaLastFailure/detail").asText()).contains(part);
  }

  private static EmbeddedAgent.Builder agent() {
    return EmbeddedAgent.builder().retryPauses(Duration.ZERO, SOON);
  }
}
