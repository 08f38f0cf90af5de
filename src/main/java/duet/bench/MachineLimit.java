package duet.bench;

/**
 * How many handshakes a second this machine could do at best.
 *
 * @param cryptoPerSecond the keys, DIDs and envelopes of so many handshakes, and nothing else
 * @param httpPerSecond the bare HTTP exchanges of so many handshakes, and nothing else
 */
public record MachineLimit(double cryptoPerSecond, double httpPerSecond) {

  /** Both kinds of work share the cores. */
  public double pairsPerSecond() {
    return 1 / (1 / cryptoPerSecond + 1 / httpPerSecond);
  }

  /** Over two measurements of the same length. */
  MachineLimit and(MachineLimit other) {
    return new MachineLimit(
        (cryptoPerSecond + other.cryptoPerSecond) / 2, (httpPerSecond + other.httpPerSecond) / 2);
  }
}
