package duet.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What this process used since this was made: all of its threads, the compiler's too. */
final class ResourceUsage {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long cpuBefore = SYSTEM.getProcessCpuTime();
  private final AtomicLong heap = new AtomicLong();

  /** Takes the heap in use into account, garbage included. */
  void sampleHeap() {
    heap.accumulateAndGet(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
  }

  Duration cpu() {
    return Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpuBefore);
  }

  /** The largest sample, in bytes. */
  long peakHeap() {
    return heap.get();
  }
}
