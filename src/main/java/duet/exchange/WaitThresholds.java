package duet.exchange;

import java.time.Duration;

/**
 * How long a sign must last to count as the end: while somebody waits, and after an agent that was
 * unavailable is back.
 *
 * @param peerError after a peer's error, for a state that moves on nevertheless; 1 s by default
 * @param addressProbe before addresses are probed from here, in the background; 2 s by default,
 *     since most exchanges are over by then
 * @param unanswered for an agent that fails to answer; 5 s by default, as long as a restart may
 *     take
 * @param lastRetry after an agent's last attempt to send, for another; 15 s by default
 * @param silence of a record with something to send; 30 s by default, longer than agents' retries;
 *     half as long again where a side is behind a mediator
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

  /**
   * How long a peer behind a mediator may leave a message there: half of the silence, 15 s by
   * default, since wallets ask every 5 s and mediators may take 3 s for each message.
   */
  Duration pickup() {
    return silence.dividedBy(2);
  }
}
