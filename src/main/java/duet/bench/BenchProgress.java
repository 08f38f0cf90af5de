package duet.bench;

/**
 * How far a bench has come.
 *
 * @param done handshakes of this phase that are over
 * @param total how many there will be; 0 in a phase without handshakes
 */
public record BenchProgress(Phase phase, int done, int total) {

  public enum Phase {
    /** Measures what this machine can do. */
    MACHINE,
    WARM_UP,
    HANDSHAKES,
    /** Looks for lost and doubled connections. */
    AUDIT
  }

  static BenchProgress of(Phase phase) {
    return new BenchProgress(phase, 0, 0);
  }
}
