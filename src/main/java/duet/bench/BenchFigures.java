package duet.bench;

import duet.agent.Cause;
import java.util.Map;

/**
 * The figures of a run.
 *
 * @param failures how many ended otherwise, by their cause
 * @param pairsPerSecond of those that connected
 * @param p50Millis from the accept to the moment Duet knew of the connection, as are the others
 * @param callsPerPair to both agents, the invitation included
 * @param latenessMillis the median of how long after an agent's own time of a side's last change
 *     Duet knew of it; as good as the clocks agree
 * @param cpuMillisPerPair of this process with all of its threads: embedded agents included, others
 *     not
 * @param peakHeapBytes the most that was seen in use, garbage included
 */
public record BenchFigures(
    long connected,
    Map<Cause, Integer> failures,
    double pairsPerSecond,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    double maxMillis,
    double callsPerPair,
    double latenessMillis,
    double cpuMillisPerPair,
    long peakHeapBytes) {

  public long failed() {
    return failures.values().stream().mapToLong(Integer::longValue).sum();
  }
}
