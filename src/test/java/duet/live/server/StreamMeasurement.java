package duet.live.server;

import duet.agent.Connection;
import duet.exchange.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how long after the agent's own time of a change each stream tells of it. Run it as
 * {@code docs/waits.md} tells.
 */
final class StreamMeasurement {

  private static final int STREAMS = 20;
  private static final int PAIRS = 20;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 6;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private StreamMeasurement() {}

  public static void main(String[] args) {
    for (int round = 0; round < ROUNDS; round++) {
      var prefix = round < WARM_UP ? "warm-up, " : "";
      print(prefix + "one after the other", measure(1));
      print(prefix + "all at once", measure(PAIRS));
    }
  }

  /** Connects all pairs, so many at a time; milliseconds of each change at each stream. */
  private static List<Double> measure(int atOnce) {
    try (var served = Served.start()) {
      var streams =
          Stream.generate(() -> new EventReader(served.onlooker().open("/events")))
              .limit(STREAMS)
              .toList();
      var late = new ArrayList<Double>();
      for (int first = 0; first < PAIRS; first += atOnce) {
        var made =
            IntStream.range(first, first + atOnce)
                .mapToObj(i -> served.inviter().invite("pair " + (100 + i)))
                .toList();
        made.parallelStream()
            .forEach(one -> served.agents.agent(Side.INVITEE).accept(one.invitation()));
        for (Connection pair : made) {
          for (var stream : streams) {
            late.add(lateness(served, stream, pair, Side.INVITER, "ConnectionResponseSent"));
            late.add(lateness(served, stream, pair, Side.INVITEE, "ConnectionResponseReceived"));
          }
        }
      }
      return late;
    }
  }

  private static double lateness(
      Served served, EventReader stream, Connection pair, Side side, String state) {
    var name = pair.label().orElseThrow();
    var at = told(stream, name, state);
    for (var end = Instant.now().plus(LIMIT); at.isEmpty() && Instant.now().isBefore(end); ) {
      LockSupport.parkNanos(1_000_000);
      at = told(stream, name, state);
    }
    var changed =
        served.agents.agent(side).connections().stream()
            .filter(one -> one.thid().equals(pair.thid()))
            .findFirst()
            .flatMap(Connection::updatedAt)
            .orElseThrow();
    return Duration.between(changed, at.orElseThrow()).toNanos() / 1e6;
  }

  private static Optional<Instant> told(EventReader stream, String name, String state) {
    return stream.named("row").stream()
        .filter(row -> row.data().contains(name) && row.data().contains(state))
        .map(EventReader.Event::at)
        .findFirst();
  }

  private static void print(String what, List<Double> late) {
    var sorted = late.stream().sorted().toList();
    System.out.printf(
        "%d pairs %s, %d streams: a change was at a stream after %.1f ms, median of %d (95%% %.1f,"
            + " most %.1f)%n",
        PAIRS,
        what,
        STREAMS,
        sorted.get(sorted.size() / 2),
        sorted.size(),
        sorted.get(sorted.size() * 95 / 100),
        sorted.get(sorted.size() - 1));
  }
}
