package duet.bench;

import duet.AgentPair;
import duet.agent.AgentException;
import duet.bench.BenchProgress.Phase;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * Runs a given number of handshakes at a time: some threads invite and accept, and one waits for
 * all that are under way, since a thread for each would cost more than the handshakes.
 */
final class LoadGenerator {

  private static final int STARTERS = 16;

  /** Each takes some microseconds: more would load the machine, fewer would leave places empty. */
  private static final int POLLS_PER_SECOND = 3_200;

  private static final long REPORT_NANOS = 500_000_000;

  private final AgentPair agents;
  private final BenchPlan plan;
  private final Set<String> threads;
  private final Consumer<BenchProgress> listener;

  /**
   * @param threads receives the thread ids of those that connected
   */
  LoadGenerator(
      AgentPair agents, BenchPlan plan, Set<String> threads, Consumer<BenchProgress> listener) {
    this.listener = listener;
    this.agents = agents;
    this.plan = plan;
    this.threads = threads;
  }

  /**
   * Few at a time, so that the compiler gets its share of the cores; the last at full concurrency.
   */
  void warmUp() {
    int last = plan.warmup() / 10;
    int cores = Runtime.getRuntime().availableProcessors();
    run(Phase.WARM_UP, plan.warmup() - last, Math.min(cores, plan.concurrency()));
    run(Phase.WARM_UP, last, plan.concurrency());
  }

  /** Returns when all are over. */
  BenchFigures run() {
    return run(Phase.HANDSHAKES, plan.pairs(), plan.concurrency());
  }

  private BenchFigures run(Phase phase, int count, int concurrency) {
    int starting = Math.min(concurrency, STARTERS);
    var run = new Run(phase, count, concurrency);
    var starters = Executors.newFixedThreadPool(starting, LoadGenerator::starter);
    try {
      for (int i = 0; i < starting; i++) {
        starters.execute(run::start);
      }
      Awaitility.await("handshakes")
          .dontCatchUncaughtExceptions()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofSeconds(1).multipliedBy(concurrency).dividedBy(POLLS_PER_SECOND))
          .forever()
          .until(run::over);
    } finally {
      starters.shutdownNow();
    }
    return run.results.figures();
  }

  private static Thread starter(Runnable work) {
    var thread = new Thread(work, "duet-bench");
    thread.setDaemon(true);
    return thread;
  }

  /** A number of handshakes, with a limit on those under way at once. */
  private final class Run {
    private final ResultCollector results = new ResultCollector();
    private final Queue<Underway> underway = new ConcurrentLinkedQueue<>();
    private final Semaphore places;
    private final AtomicInteger toStart;
    private final AtomicInteger toEnd;
    private final Phase phase;
    private final int total;
    private volatile Throwable unexpected;
    private long reported = System.nanoTime();

    Run(Phase phase, int count, int concurrency) {
      this.phase = phase;
      total = count;
      places = new Semaphore(concurrency);
      toStart = new AtomicInteger(count);
      toEnd = new AtomicInteger(count);
    }

    /** Starts one after another until all are started. */
    void start() {
      try {
        for (int number = toStart.getAndDecrement();
            number > 0;
            number = toStart.getAndDecrement()) {
          places.acquire();
          start(number);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        unexpected = e;
      }
    }

    private void start(int number) {
      try {
        var made = agents.inviter().invite("Bench " + number);
        var handshake = Handshake.accept(agents.inviter(), made, agents.invitee());
        underway.add(new Underway(handshake, made.thid(), System.nanoTime()));
      } catch (HandshakeException | AgentException e) {
        end(e);
      }
    }

    /**
     * Collects the finished ones; true once all are.
     *
     * @throws IllegalStateException after an unexpected failure of one that starts handshakes
     */
    boolean over() {
      if (unexpected != null) {
        throw new IllegalStateException("handshakes can't be started: " + unexpected, unexpected);
      }
      underway.removeIf(this::ended);
      report();
      return toEnd.get() == 0;
    }

    private void report() {
      long now = System.nanoTime();
      if (now - reported > REPORT_NANOS) {
        reported = now;
        listener.accept(new BenchProgress(phase, total - toEnd.get(), total));
      }
    }

    private boolean ended(Underway one) {
      if (!one.handshake().poll() && System.nanoTime() - one.began() < plan.timeout().toNanos()) {
        return false;
      }
      try {
        results.connected(one.handshake().outcome(plan.timeout()).timeline());
        threads.add(one.thid());
        end();
      } catch (HandshakeException | AgentException e) {
        end(e);
      }
      return true;
    }

    private void end(RuntimeException failure) {
      results.failed(
          failure instanceof HandshakeException ended
              ? ended.diagnosis().cause()
              : ((AgentException) failure).reason());
      end();
    }

    private void end() {
      places.release();
      toEnd.decrementAndGet();
    }
  }

  /**
   * @param thid the thread that both agents should have once
   */
  private record Underway(Handshake handshake, String thid, long began) {}
}
