package duet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextStoryTest {

  static Stream<Story> stories() {
    return Stories.all();
  }

  @Test
  void sides_have_columns_and_the_last_line_tells_the_end() {
    assertThat(TextStory.of(Stories.connected()))
        .isEqualTo(
            """
                after  inviter                                     invitee
                27 ms  InvitationGenerated (call)
                27 ms                                              ConnectionRequestPending (call)
               140 ms  ConnectionResponsePending (poll)
               175 ms                                              ConnectionRequestSent (webhook)
               214 ms                                              ConnectionResponseReceived (webhook)
               239 ms  ConnectionResponseSent (poll)

                facts  the DIDs match crosswise; calls to the agents: 9; inviter seen 21 ms late; invitee seen 4
                       ms late
            connected after 239 ms
            """);
  }

  @Test
  void a_failed_one_ends_with_cause_side_evidence_and_advice() {
    assertThat(TextStory.of(Stories.deadEnd()))
        .endsWith(
            """
               190 ms  · invitee's agent had trouble: Unable to send the message: connection refused to
                         http://agent-a.example:9/didcomm

                facts  calls to the agents: 9; inviter seen 21 ms late; invitee seen 4 ms late
                cause  ADDRESS_REFUSED: nobody listens at the DIDComm address
                 side  inviter
             evidence  the inviter's DID says http://agent-a.example:9/didcomm
             evidence  2 retries left in state ConnectionRequestPending
                  try  Is DIDCOMM_SERVICE_URL right, port included, and does that agent listen there?
            dead end after 16.24 s, inviter: nobody listens at the DIDComm address
            """);
  }

  @Test
  void a_mediator_has_a_column_with_what_it_passes_on() {
    assertThat(TextStory.of(Stories.mediated()))
        .isEqualTo(
            """
                after  inviter                               mediator    invitee
                27 ms  InvitationGenerated (call)
                27 ms                                                    ConnectionRequestPending (call)
               140 ms  ConnectionResponsePending (poll)
               175 ms                                                    ConnectionRequestSent (webhook)
               239 ms  ConnectionResponseSent (poll)         response →
               4.31 s                                                    ConnectionResponseReceived (webhook)

                facts  the DIDs match crosswise; invitee reached through the mediator at
                       http://mediator.acme.org:8086/; calls to the agents: 9; inviter seen 21 ms late; invitee
                       seen 4 ms late
            connected after 4.31 s
            """);
  }

  @Test
  void what_nobody_picked_up_is_shown_at_the_mediator() {
    assertThat(TextStory.of(Stories.notPickedUp()))
        .contains("164 ms  ConnectionResponseSent (webhook)      response →\n");
  }

  @Test
  void an_unseen_side_is_marked() {
    assertThat(TextStory.of(Stories.oneSided())).contains("inviter (unseen)", "inviter not seen");
  }

  @ParameterizedTest
  @MethodSource("stories")
  void every_line_fits_a_hundred_columns_and_steers_no_terminal(Story story) {
    assertThat(TextStory.of(story).lines())
        .allMatch(line -> line.codePointCount(0, line.length()) <= 100)
        .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
  }
}
