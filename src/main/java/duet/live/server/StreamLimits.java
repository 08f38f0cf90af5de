package duet.live.server;

import java.time.Duration;

/**
 * The limits of streams.
 *
 * @param most open at a time
 * @param stuck how long a browser may take to read what is written at once
 * @param silence after which there is a sign of life; a second more at most
 */
record StreamLimits(int most, Duration stuck, Duration silence) {

  /** 300, 15 s, 8 s. */
  static final StreamLimits DEFAULT =
      new StreamLimits(300, Duration.ofSeconds(15), Duration.ofSeconds(8));
}
