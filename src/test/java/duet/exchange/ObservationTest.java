package duet.exchange;

import static duet.agent.ConnectionState.CONNECTION_REQUEST_PENDING;
import static duet.agent.ConnectionState.CONNECTION_REQUEST_SENT;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_RECEIVED;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_SENT;
import static duet.agent.ConnectionState.INVITATION_GENERATED;
import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Cause;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ObservationTest {

  private static final WaitThresholds SHORT =
      new WaitThresholds(
          Duration.ZERO,
          Duration.ofDays(1),
          Duration.ofDays(1),
          Duration.ZERO,
          Duration.ofMillis(50));

  private final Observation<Note, Notes> observation =
      new Observation<>(new NoteProtocol(), SHORT, new Timeline());

  @Test
  void it_is_complete_when_every_side_that_is_seen_is() {
    observation.notified(Side.INVITER, new Note(INVITATION_GENERATED));
    assertThat(observation.progress()).isInstanceOf(Progress.Underway.class);
    assertThat(observation.lastWord()).isPresent();

    assertThat(observation.notified(Side.INVITER, new Note(CONNECTION_RESPONSE_SENT))).isTrue();

    assertThat(observation.progress()).isInstanceOf(Progress.Complete.class);
    assertThat(observation.lastWord()).isEmpty();
  }

  @Test
  void late_events_and_old_answers_change_nothing() {
    long before = System.nanoTime();
    observation.notified(Side.INVITEE, new Note(CONNECTION_REQUEST_SENT));

    assertThat(observation.notified(Side.INVITEE, new Note(CONNECTION_REQUEST_PENDING))).isFalse();
    assertThat(observation.answered(Side.INVITEE, new Note(CONNECTION_REQUEST_PENDING), before))
        .isFalse();

    assertThat(observation.pair().summary()).contains("invitee: ConnectionRequestSent");
    assertThat(observation.pair().timeline().entries()).hasSize(1);
  }

  @Test
  void silence_is_a_dead_end_until_somebody_speaks() {
    observation.notified(Side.INVITEE, new Note(CONNECTION_REQUEST_PENDING));

    Awaitility.await()
        .until(
            () ->
                observation.progress() instanceof Progress.DeadEnd end
                    && end.diagnosis().cause() == Cause.NOT_MOVING);

    observation.notified(Side.INVITEE, new Note(CONNECTION_RESPONSE_RECEIVED));
    assertThat(observation.progress()).isInstanceOf(Progress.Complete.class);
  }

  @Test
  void the_silence_of_an_agent_that_does_not_answer_proves_nothing() {
    observation.notified(Side.INVITEE, new Note(CONNECTION_REQUEST_PENDING));
    Awaitility.await().until(() -> observation.progress() instanceof Progress.DeadEnd);

    observation.unanswered(Side.INVITEE);

    assertThat(observation.progress()).isInstanceOf(Progress.Underway.class);
  }

  @Test
  void a_record_that_is_gone_is_a_dead_end_of_its_side() {
    observation.notified(Side.INVITER, new Note(INVITATION_GENERATED));

    observation.vanished(Side.INVITER);

    assertThat(observation.lastWord())
        .hasValueSatisfying(
            word -> {
              assertThat(word.cause()).isEqualTo(Cause.RECORD_VANISHED);
              assertThat(word.side()).contains(Side.INVITER);
            });
  }
}
