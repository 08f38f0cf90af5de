package duet.exchange;

import java.time.Duration;

/**
 * How long to wait before a sign is taken for the end: while somebody waits, and after an agent
 * that was away is back.
 *
 * @param peerError after an error of the peer's, for a state that moves on all the same; 1 s by
 *     default
 * @param unanswered for an agent that fails to answer at all; 5 s by default, as long as one that
 *     restarts may take
 * @param lastRetry after the last of an agent's attempts to send, for another; 15 s by default
 * @param addressProbe before the inviter's address is looked at from here, in the background; 2 s
 *     by default, since most handshakes are over by then
 * @param silence of a record with something to send; 30 s by default, longer than agents' retries
 */
public record WaitThresholds(
    Duration peerError,
    Duration addressProbe,
    Duration unanswered,
    Duration lastRetry,
    Duration silence) {

  public static final WaitThresholds DEFAULT =
      new WaitThresholds(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));
}
