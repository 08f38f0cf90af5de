package duet.live.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** How many invitations are made within any minute. Safe for several threads. */
final class InvitationQuota {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int mostToOne;
  private final int mostInAll;
  private final Clock clock;

  /** Of the last minute, so that there are at most as many as are allowed. */
  private final Deque<Taken> taken = new ArrayDeque<>();

  /**
   * @param mostToOne to one address
   */
  InvitationQuota(int mostToOne, int mostInAll, Clock clock) {
    this.mostToOne = mostToOne;
    this.mostInAll = mostInAll;
    this.clock = clock;
  }

  /**
   * Takes one.
   *
   * @throws PageProblem with 429 if none is left
   */
  synchronized void take(String address) {
    var now = clock.instant();
    while (!taken.isEmpty() && !taken.peekFirst().at().plus(WINDOW).isAfter(now)) {
      taken.removeFirst();
    }
    refuseOver(mostInAll, taken.stream(), now);
    refuseOver(mostToOne, taken.stream().filter(one -> one.address().equals(address)), now);
    taken.addLast(new Taken(address, now));
  }

  private static void refuseOver(int most, Stream<Taken> counted, Instant now) {
    var all = counted.toList();
    if (all.size() >= most) {
      var free = all.get(all.size() - most).at().plus(WINDOW);
      throw PageProblem.retryAfter(
          Duration.between(now, free).plusMillis(999),
          429,
          "There were %d invitations within a minute, as many as there may be.".formatted(most),
          "Try again in a minute.");
    }
  }

  private record Taken(String address, Instant at) {}
}
