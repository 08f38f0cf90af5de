package duet.bench;

/**
 * What a bench found.
 *
 * @param limit of this machine, taken in the same run
 */
public record BenchResult(
    BenchPlan plan, BenchFigures figures, MachineLimit limit, Completeness audit) {

  /** How near to the machine's limit the handshakes came: 1 would be all that it can do. */
  public double ratio() {
    return figures.pairsPerSecond() / limit.pairsPerSecond();
  }

  /** Whether every handshake connected, and is at both agents once. */
  public boolean good() {
    return figures.failed() == 0 && audit.lost() == 0 && audit.doubled() == 0;
  }
}
