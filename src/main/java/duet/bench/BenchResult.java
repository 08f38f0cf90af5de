package duet.bench;

/**
 * The result of a bench.
 *
 * @param limit of this machine, taken in the same run
 */
public record BenchResult(
    BenchPlan plan, BenchFigures figures, MachineLimit limit, Completeness audit) {

  /** The throughput as a share of the machine's limit. */
  public double ratio() {
    return figures.pairsPerSecond() / limit.pairsPerSecond();
  }

  /** Whether every handshake connected, and is at both agents once. */
  public boolean good() {
    return figures.failed() == 0 && audit.lost() == 0 && audit.doubled() == 0;
  }
}
