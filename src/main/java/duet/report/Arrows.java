package duet.report;

import duet.agent.ProtocolMessage;
import duet.agent.State;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.report.Arrow.Leg;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which messages the states prove, and between which boxes they went. */
final class Arrows {

  /** How far a message falls on its way when one of its ends is not known. */
  private static final int FALL = 24;

  /** Arriving above a box' middle and leaving below keeps two apart. */
  private static final int APART = 8;

  /** How far a message falls on its way to a mediator, and from there. */
  private static final int LEG_FALL = 16;

  /** How far a name stands over the point where a mediator gets the message. */
  private static final int LEG_LIFT = 20;

  private final Layout layout;
  private final Axis axis;
  private final Story story;
  private final List<Timeline.Entry> entries;

  Arrows(Layout layout, Axis axis, Story story) {
    this.layout = layout;
    this.axis = axis;
    this.story = story;
    this.entries = story.entries();
  }

  List<Arrow> all() {
    return story.messages().stream()
        .flatMap(message -> arrow(message).stream())
        .flatMap(arrow -> story.mediated(arrow.message()) ? legs(arrow) : Stream.of(arrow))
        .toList();
  }

  /** Between the two, the message waits at the mediator. */
  private Stream<Arrow> legs(Arrow whole) {
    int fall = Math.min(LEG_FALL, (whole.y2() - whole.y1()) / 2);
    int middle = layout.width() / 2;
    int taken = whole.y1() + fall;
    int passed = whole.y2() - fall;
    return Stream.of(
        new Arrow(
            whole.message(), Leg.TO_MEDIATOR, whole.x1(), whole.y1(), middle, taken, true, 0, 0),
        new Arrow(
            whole.message(),
            Leg.FROM_MEDIATOR,
            middle,
            passed,
            whole.x2(),
            whole.y2(),
            whole.seen(),
            middle,
            taken - LEG_LIFT));
  }

  private Optional<Arrow> arrow(ProtocolMessage message) {
    var arrival =
        first(Side.of(message.receiver()), state -> message.outOfBand() || state.proves(message));
    var proof = first(Side.of(message.sender()), state -> state.proves(message));
    if (arrival.isEmpty() && proof.isEmpty()) {
      return Optional.empty();
    }
    var before = departure(message, proof, arrival);
    // Who was first seen when all was over has no box from which it could have left.
    var departure = before.isEmpty() && arrival.isEmpty() ? proof : before;
    boolean level =
        message.outOfBand()
            && arrival.isPresent()
            && departure.isPresent()
            && axis.centre(arrival.getAsInt()) == axis.centre(departure.getAsInt());
    int apart = level ? 0 : APART;
    int y1 =
        departure.isPresent()
            ? axis.centre(departure.getAsInt()) + apart
            : axis.centre(arrival.getAsInt()) - apart - FALL;
    int y2 = arrival.isPresent() ? axis.centre(arrival.getAsInt()) - apart : y1 + FALL;
    return Optional.of(
        labelled(
            message,
            end(Side.of(message.sender()), departure.isPresent(), y1),
            y1,
            end(Side.of(message.receiver()), arrival.isPresent(), y2),
            y2,
            arrival.isPresent()));
  }

  /** The box in which the sender is seen to have sent it, or the last before. */
  private OptionalInt departure(ProtocolMessage message, OptionalInt proof, OptionalInt arrival) {
    var sender = Side.of(message.sender());
    int latest = arrival.isPresent() ? axis.centre(arrival.getAsInt()) : Integer.MAX_VALUE;
    var leaving = first(sender, state -> state.sends().filter(message::equals).isPresent());
    if (leaving.isPresent() && axis.centre(leaving.getAsInt()) <= latest) {
      return leaving;
    }
    int until = Math.min(proof.orElse(entries.size()), leaving.orElse(entries.size()));
    return IntStream.range(0, until)
        .filter(i -> entries.get(i).side() == sender && axis.centre(i) <= latest)
        .reduce((earlier, later) -> later);
  }

  private OptionalInt first(Side side, Predicate<State> state) {
    return IntStream.range(0, entries.size())
        .filter(i -> entries.get(i).side() == side && state.test(story.state(entries.get(i))))
        .findFirst();
  }

  /** A box' edge, or the line of life where there is no box. */
  private int end(Side side, boolean box, int y) {
    boolean covered =
        IntStream.range(0, entries.size())
            .filter(i -> entries.get(i).side() == side)
            .anyMatch(i -> Math.abs(axis.centre(i) - y) <= layout.boxHeight() / 2 + 2);
    return box || covered ? layout.edge(side) : layout.lane(side);
  }

  /** The name stands half-way, but not in a break. */
  private Arrow labelled(ProtocolMessage message, int x1, int y1, int x2, int y2, boolean seen) {
    double at =
        Stream.of(0.5, 0.75, 0.3, 0.9)
            .filter(t -> axis.waits().stream().noneMatch(wait -> wait.covers(between(y1, y2, t))))
            .findFirst()
            .orElse(0.5);
    // Where an end has no box, the middle of the lanes is free all the same.
    int middle = layout.width() / 2;
    int x = at == 0.5 ? middle : between(x1, x2, at);
    int y = at == 0.5 ? between(y1, y2, (double) (middle - x1) / (x2 - x1)) : between(y1, y2, at);
    int lift = layout.lift(x2 - x1, y2 - y1);
    return new Arrow(message, Leg.WHOLE, x1, y1, x2, y2, seen, x, y - lift);
  }

  private static int between(int from, int to, double part) {
    return (int) Math.round(from + (to - from) * part);
  }
}
