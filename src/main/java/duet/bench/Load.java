package duet.bench;

import duet.AgentPair;
import duet.agent.AgentException;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Handshakes, so many at a time, each as a user of Duet would do it: invite, accept, await. */
final class Load {

  private final AgentPair agents;
  private final Plan plan;
  private final Set<String> threads;

  /**
   * @param threads takes the thread ids of those that connected
   */
  Load(AgentPair agents, Plan plan, Set<String> threads) {
    this.agents = agents;
    this.plan = plan;
    this.threads = threads;
  }

  /** Few at a time, so that the compiler gets its share of the cores. */
  void warmUp() {
    if (plan.warmup() > 0) {
      run(plan.warmup(), Math.min(plan.underWay(), Runtime.getRuntime().availableProcessors()));
    }
  }

  /** Returns when all are over. */
  Figures run() {
    return run(plan.pairs(), Math.min(plan.underWay(), plan.pairs()));
  }

  private Figures run(int count, int underWay) {
    var tally = new Tally();
    var left = new AtomicInteger(count);
    var workers = Executors.newFixedThreadPool(underWay, Load::worker);
    for (int i = 0; i < underWay; i++) {
      workers.execute(
          () -> {
            for (int number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
              connect(number, tally);
            }
          });
    }
    workers.shutdown();
    try {
      workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    return tally.figures();
  }

  private void connect(int number, Tally tally) {
    try {
      var made = agents.inviter().invite("Bench " + number);
      var pair = Handshake.accept(agents.inviter(), made, agents.invitee()).await(plan.timeout());
      threads.add(made.thid());
      tally.connected(pair.timeline());
    } catch (HandshakeException e) {
      tally.failed(e.diagnosis().cause());
    } catch (AgentException e) {
      tally.failed(e.reason());
    }
  }

  private static Thread worker(Runnable work) {
    var thread = new Thread(work, "duet-bench");
    thread.setDaemon(true);
    return thread;
  }
}
