package duet.report;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.ConnectionMessage;
import duet.exchange.Side;
import duet.exchange.Timeline.Source;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawingTest {

  static Stream<Drawing> drawings() {
    return Stories.all()
        .flatMap(story -> Stream.of(Layout.WIDE, Layout.NARROW).map(l -> Drawing.of(story, l)));
  }

  @Test
  void states_that_both_sides_showed_prove_all_three_messages() {
    assertThat(messages(Stories.connected())).containsExactly("invitation", "request", "response");
  }

  @Test
  void an_offer_is_in_an_invitation_or_a_message_of_its_own() {
    assertThat(messages(CredentialStories.issued()))
        .containsExactly("offer", "request", "credential");
    assertThat(messages(CredentialStories.overtaken())).containsExactly("offer", "request");
    assertThat(messages(CredentialStories.verified()))
        .containsExactly("invitation", "presentation");
    assertThat(messages(CredentialStories.refused())).containsExactly("request", "presentation");
  }

  @Test
  void a_drawing_says_what_it_is_of() {
    var drawing = Drawing.of(CredentialStories.refused(), Layout.WIDE);

    assertThat(drawing.title()).startsWith("The presentation over time: dead end");
    assertThat(drawing.lanes())
        .extracting(Drawing.Lane::name)
        .containsExactly("verifier", "prover");
    assertThat(drawing.boxes())
        .extracting(Drawing.Box::kind)
        .containsExactly("passing", "passing", "good", "bad");
  }

  @Test
  void a_request_that_was_sent_and_never_seen_is_told_apart() {
    assertThat(messages(Stories.timedOut())).containsExactly("invitation", "request?");
  }

  @Test
  void a_request_that_is_still_to_be_sent_is_not_drawn() {
    assertThat(messages(Stories.deadEnd())).containsExactly("invitation");
  }

  @Test
  void an_unseen_side_shows_nothing_of_what_it_got() {
    assertThat(messages(Stories.oneSided())).containsExactly("invitation", "request?", "response");
  }

  @Test
  void a_refused_invitation_reached_nobody() {
    assertThat(messages(Stories.refused())).isEmpty();
  }

  @Test
  void a_side_that_was_first_seen_at_its_end_has_sent_its_messages_from_there() {
    var entries = List.of(Stories.entry(Side.INVITER, "ConnectionResponseSent", 0, Source.POLL));

    assertThat(messages(Stories.of(entries)))
        .containsExactly("invitation?", "request", "response?");
  }

  @Test
  void a_final_state_alone_proves_the_request_but_does_not_send_it() {
    var entries =
        List.of(
            Stories.entry(Side.INVITEE, "ConnectionRequestPending", 1, Source.CALL),
            Stories.entry(Side.INVITEE, "ConnectionResponseReceived", 90, Source.POLL));
    var axis = new Axis(Layout.WIDE, entries, Duration.ofMillis(90));

    var request = new Arrows(Layout.WIDE, axis, Stories.of(entries)).all().get(1);

    assertThat(request.message()).isEqualTo(ConnectionMessage.REQUEST);
    assertThat(request.y1()).isBetween(axis.centre(0), axis.centre(1) - 1);
    assertThat(request.seen()).isFalse();
  }

  @Test
  void a_message_to_a_side_behind_a_mediator_has_a_leg_to_it_and_one_from_it() {
    var arrows = Drawing.of(Stories.mediated(), Layout.WIDE).arrows();

    assertThat(arrows)
        .extracting(Arrow::label)
        .containsExactly("invitation", "request", "", "response");
    assertThat(arrows.get(2).x2()).isEqualTo(arrows.get(3).x1()).isEqualTo(390);
    assertThat(arrows.get(3).y1() - arrows.get(2).y2()).as("the wait").isGreaterThan(50);
    assertThat(arrows.get(3).sentence()).contains("went from the mediator to invitee");
  }

  @Test
  void what_nobody_picked_up_came_to_the_mediator() {
    var drawing = Drawing.of(Stories.notPickedUp(), Layout.NARROW);

    assertThat(drawing.arrows()).extracting(Arrow::label).endsWith("", "response?");
    assertThat(drawing.arrows()).extracting(Arrow::seen).endsWith(true, false);
    assertThat(drawing.lanes())
        .extracting(Drawing.Lane::name)
        .containsExactly("inviter", "invitee", "mediators");
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void messages_never_go_back_in_time(Drawing drawing) {
    assertThat(drawing.arrows()).allMatch(arrow -> arrow.y1() <= arrow.y2());
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void nothing_lies_on_a_box_or_outside(Drawing drawing) {
    var boxes = drawing.boxes();
    for (int i = 0; i < boxes.size(); i++) {
      var box = boxes.get(i);
      assertThat(box.y()).isPositive();
      assertThat(box.x()).isNotNegative();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(box.y() + box.height()).isLessThan(drawing.end().y());
      assertThat(boxes.subList(i + 1, boxes.size()))
          .noneMatch(later -> later.x() == box.x() && later.y() < box.y() + box.height())
          .noneMatch(later -> later.y() < box.y());
      assertThat(drawing.waits())
          .noneMatch(gap -> gap.top() < box.y() + box.height() && box.y() < gap.bottom());
    }
    assertThat(drawing.arrows()).allMatch(arrow -> arrow.y2() < drawing.end().y());
    assertThat(drawing.end().y() + drawing.end().height()).isEqualTo(drawing.height());
  }

  @Test
  void a_long_wait_is_a_break_with_its_time_and_takes_no_more_room_than_another() {
    var slow = Drawing.of(Stories.slow(), Layout.WIDE).waits();
    var timedOut = Drawing.of(Stories.timedOut(), Layout.WIDE).waits();

    assertThat(slow).extracting(Axis.Break::time).containsExactly("1.8 s", "2.86 s");
    assertThat(timedOut).extracting(Axis.Break::time).containsExactly("59.83 s");
    assertThat(Stream.concat(slow.stream(), timedOut.stream()))
        .extracting(gap -> gap.bottom() - gap.top())
        .containsOnly(44);
  }

  @Test
  void short_waits_are_in_proportion() {
    var entries =
        List.of(
            Stories.entry(Side.INVITER, "InvitationGenerated", 0, Source.CALL),
            Stories.entry(Side.INVITEE, "A", 10, Source.POLL),
            Stories.entry(Side.INVITER, "B", 110, Source.POLL));
    var axis = new Axis(Layout.WIDE, entries, Duration.ofMillis(110));

    int first = axis.centre(1) - axis.centre(0);
    int second = axis.centre(2) - axis.centre(1);
    assertThat(second - first).isEqualTo(90);
  }

  @Test
  void on_a_phone_a_state_has_a_line_for_its_first_word() {
    assertThat(Layout.NARROW.lines("ConnectionResponseReceived"))
        .containsExactly("Connection", "ResponseReceived");
    assertThat(Layout.WIDE.lines("ConnectionResponseReceived"))
        .containsExactly("ConnectionResponseReceived");
    assertThat(Layout.NARROW.lines("done")).containsExactly("done");
    assertThat(Layout.NARROW.lines("")).containsExactly("");
  }

  private static List<String> messages(Story story) {
    return Drawing.of(story, Layout.WIDE).arrows().stream().map(Arrow::label).toList();
  }
}
