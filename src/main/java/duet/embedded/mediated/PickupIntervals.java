package duet.embedded.mediated;

import java.time.Duration;

/**
 * How often messages are picked up from a mediator.
 *
 * @param waiting while somebody waits for one: an invitation is open, or a message unanswered, for
 *     less than five minutes
 * @param idle otherwise, and while the mediator doesn't answer
 */
public record PickupIntervals(Duration waiting, Duration idle) {

  private static final Duration LEAST = Duration.ofMillis(10);

  /** 500 ms and 5 s, as wallets do. */
  public static final PickupIntervals DEFAULT =
      new PickupIntervals(Duration.ofMillis(500), Duration.ofSeconds(5));

  public PickupIntervals {
    if (waiting.compareTo(LEAST) < 0 || idle.compareTo(waiting) < 0) {
      throw new IllegalArgumentException(
          "invalid pickup intervals %d ms and %d ms (must be at least 10 ms, and the second no shorter)"
              .formatted(waiting.toMillis(), idle.toMillis()));
    }
  }
}
