package duet.exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A mediator on the way of messages to a side, as the side's DID names it.
 *
 * @param address where messages are posted; empty for one that others pass them on to
 */
public record MediatorHop(Side side, String did, Optional<String> address) {

  /** Those of both sides, in the order in which they get messages. */
  public static List<MediatorHop> of(SidePair<?> pair) {
    return pair.sides().stream()
        .flatMap(side -> DidCommAddress.of(side, pair).stream())
        .flatMap(MediatorHop::of)
        .toList();
  }

  private static Stream<MediatorHop> of(DidCommAddress way) {
    var address = Optional.of(way.uri()).filter(uri -> !uri.isEmpty());
    return IntStream.range(0, way.mediators().size())
        .mapToObj(
            i ->
                new MediatorHop(
                    way.owner(), way.mediators().get(i), address.filter(uri -> i == 0)));
  }
}
