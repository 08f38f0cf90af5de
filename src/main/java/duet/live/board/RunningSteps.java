package duet.live.board;

import duet.agent.AgentException;
import duet.exchange.Diagnosis;
import duet.exchange.ExchangeException;
import duet.exchange.RunningExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which steps are being taken: each of a row once at a time. What the agents have to be helped with
 * afterwards is done while {@link #poll} is called. Safe for several threads.
 */
final class RunningSteps implements AutoCloseable {

  /** So long somebody may take to answer an offer or a request. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final FailureLog failures;
  private final Set<String> underway = new HashSet<>();
  private final Map<String, Driven> driven = new HashMap<>();

  RunningSteps(FailureLog failures) {
    this.failures = failures;
  }

  /**
   * @param failed told why it can't go on
   */
  private record Driven(RunningExchange<?> exchange, Consumer<Diagnosis> failed, long sinceNanos) {

    boolean over() {
      return exchange.poll() || System.nanoTime() - sinceNanos > LIMIT.toNanos();
    }

    void end() {
      try {
        exchange.outcome(Duration.ZERO);
      } catch (ExchangeException e) {
        if (!e.timedOut()) {
          failed.accept(e.diagnosis());
        }
      } catch (AgentException | IllegalStateException e) {
        // An agent that stopped answering may come back, and the board sees what becomes of it.
      }
    }
  }

  /**
   * Takes a step.
   *
   * @param step what it is, and of which row
   * @param refusal if it is being taken already
   */
  <T> T once(String step, String refusal, Supplier<T> call) {
    synchronized (this) {
      if (driven.containsKey(step) || !underway.add(step)) {
        throw new StepException(refusal);
      }
    }
    try {
      return call.get();
    } finally {
      synchronized (this) {
        underway.remove(step);
      }
    }
  }

  /**
   * The step goes on with what it began.
   *
   * @param failed told why it can't, if so
   */
  synchronized void goOn(String step, RunningExchange<?> exchange, Consumer<Diagnosis> failed) {
    driven.put(step, new Driven(exchange, failed, System.nanoTime()));
  }

  /** Has done what is due, without waiting for it. */
  void poll() {
    Map<String, Driven> due;
    synchronized (this) {
      due = Map.copyOf(driven);
    }
    due.forEach((step, one) -> failures.run("To go on with a step", () -> poll(step, one)));
  }

  private void poll(String step, Driven one) {
    boolean over = true;
    try {
      over = one.over();
    } finally {
      if (over) {
        synchronized (this) {
          driven.remove(step, one);
        }
      }
    }
    if (over) {
      one.end();
    }
  }

  @Override
  public synchronized void close() {
    driven.values().forEach(one -> one.exchange().close());
    driven.clear();
  }
}
