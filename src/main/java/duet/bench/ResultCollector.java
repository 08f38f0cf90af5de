package duet.bench;

import duet.agent.Cause;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Collects the results of handshakes, from when it is created. Safe for many threads. */
final class ResultCollector {

  /** Significant digits of the times, which are in microseconds. */
  private static final int DIGITS = 3;

  private static final double MILLI = 1_000;

  private final Histogram took = new Histogram(DIGITS);
  private final Histogram late = new Histogram(DIGITS);
  private final Map<Cause, Integer> failures = new EnumMap<>(Cause.class);
  private long calls;
  private final ResourceUsage resources = new ResourceUsage();
  private final long began = System.nanoTime();

  /**
   * @param timeline from the accept to the last state seen; making the invitation was a call before
   */
  synchronized void connected(Timeline timeline) {
    resources.sampleHeap();
    took.recordValue(micros(timeline.length()));
    calls += timeline.calls() + 1;
    // Two clocks may disagree; nothing was known before it happened.
    timeline.lateness().values().forEach(by -> late.recordValue(Math.max(0, micros(by))));
  }

  synchronized void failed(Cause cause) {
    failures.merge(cause, 1, Integer::sum);
  }

  /** To be called as soon as the last handshake is over. */
  synchronized BenchFigures figures() {
    double seconds = (System.nanoTime() - began) / 1e9;
    long connected = took.getTotalCount();
    long failed = failures.values().stream().mapToInt(Integer::intValue).sum();
    long over = Math.max(1, connected + failed);
    return new BenchFigures(
        connected,
        Map.copyOf(failures),
        connected / seconds,
        took.getValueAtPercentile(50) / MILLI,
        took.getValueAtPercentile(95) / MILLI,
        took.getValueAtPercentile(99) / MILLI,
        took.getMaxValue() / MILLI,
        (double) calls / Math.max(1, connected),
        late.getValueAtPercentile(50) / MILLI,
        resources.cpu().toNanos() / 1e6 / over,
        resources.peakHeap());
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
