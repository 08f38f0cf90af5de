package duet.bench;

import duet.AgentPair;
import duet.bench.BenchProgress.Phase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs handshakes between two agents, a given number at a time, and measures the machine's limit in
 * the same run.
 *
 * <pre>{@code
 * try (AgentPair agents = AgentPair.embedded()) {
 *   BenchResult result = new Bench(agents).run(new BenchPlan(2_000, 16, 2_000, Handshake.TIMEOUT));
 *   System.out.println(result.ratio());
 * }
 * }</pre>
 */
public final class Bench {

  private final AgentPair agents;
  private final Set<String> threads = ConcurrentHashMap.newKeySet();

  private Consumer<BenchProgress> listener = progress -> {};

  public Bench(AgentPair agents) {
    this.agents = agents;
  }

  /** Told how far it has come, about twice a second, on the thread that runs the bench. */
  public Bench listening(Consumer<BenchProgress> listener) {
    this.listener = listener;
    return this;
  }

  /**
   * Warms up, runs the measured handshakes, and checks that both agents have each of them once. The
   * machine's limit is measured before and after them, since other programs may slow it; its own
   * work is warmed up before the handshakes, too, since classes loaded later undo compiled code.
   *
   * @throws duet.agent.AgentException if the agents can't be asked for their connections afterwards
   */
  public BenchResult run(BenchPlan plan) {
    var load = new LoadGenerator(agents, plan, threads, listener);
    try (var machine = new MachineBaseline()) {
      listener.accept(BenchProgress.of(Phase.MACHINE));
      machine.warmUp();
      load.warmUp();
      listener.accept(BenchProgress.of(Phase.MACHINE));
      machine.warmUp();
      var before = machine.limit();
      var figures = load.run();
      listener.accept(BenchProgress.of(Phase.MACHINE));
      var limit = before.and(machine.limit());
      listener.accept(BenchProgress.of(Phase.AUDIT));
      return new BenchResult(plan, figures, limit, Completeness.of(agents, threads));
    }
  }
}
