package duet.bench;

import duet.AgentPair;
import duet.handshake.Pair;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One handshake after another between two embedded agents, from the invitation to the moment a
 * waiting thread woke, which looks every 10 ms.
 */
@State(Scope.Benchmark)
public class HandshakeBenchmark {

  private final AgentPair agents = AgentPair.embedded();

  @Benchmark
  public Pair handshake() {
    return agents.connect("JMH");
  }

  @TearDown
  public void close() {
    agents.close();
  }
}
