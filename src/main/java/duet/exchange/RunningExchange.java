package duet.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * An exchange that has begun, which somebody may wait for. Agents are asked only while somebody
 * waits; their events are taken in from the start until the wait has ended or it is closed. Safe
 * for several threads.
 *
 * @param <P> both sides
 */
public abstract class RunningExchange<P extends SidePair<?>> implements AutoCloseable {

  /** How long {@link #await()} waits. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Exchange<?, P> exchange;

  /** Starts it. */
  protected RunningExchange(Exchange<?, P> exchange) {
    this.exchange = exchange;
    exchange.start();
  }

  /** Waits for at most {@link #TIMEOUT}. */
  public P await() {
    return await(TIMEOUT);
  }

  /**
   * @param timeout at least 0; with 0, only what is already known counts
   * @return the complete pair
   * @throws ExchangeException if it is not complete in time, or can no longer be
   * @throws duet.agent.AgentException if an agent stopped answering, or refused
   * @throws IllegalStateException if the listener failed
   */
  public P await(Duration timeout) {
    awaitAll(List.of(this), timeout);
    return outcome(timeout);
  }

  /**
   * Waits until every one of many is over or time is up, in one wait; then {@link #outcome} tells
   * of each.
   */
  public static void awaitAll(Collection<? extends RunningExchange<?>> all, Duration timeout) {
    requireTimeout(timeout);
    var exchanges = new ArrayList<Exchange<?, ?>>();
    for (RunningExchange<?> one : all) {
      exchanges.add(one.exchange);
    }
    Exchange.awaitAll(exchanges, timeout);
  }

  /**
   * How it ended, after the wait; throws what {@link #await(Duration)} throws. It is no longer
   * watched afterwards.
   *
   * @param timeout how long the wait was
   */
  public P outcome(Duration timeout) {
    return exchange.outcome(timeout);
  }

  /**
   * Polls the agents that are due, without waiting for an answer. For those who wait in a way of
   * their own: they call it every few milliseconds until it is over, and then take the {@link
   * #outcome}.
   *
   * @return whether it is over
   */
  public boolean poll() {
    return exchange.poll();
  }

  /** Whether it is over, well or not, as far as is known without asking an agent. */
  public boolean over() {
    return exchange.over();
  }

  /** Both sides as last seen. */
  public P pair() {
    return exchange.pair();
  }

  public Progress progress() {
    return exchange.progress();
  }

  /** Takes in no more events, until somebody waits again; the records stay as they are. */
  @Override
  public void close() {
    exchange.close();
  }

  private static void requireTimeout(Duration timeout) {
    Objects.requireNonNull(
        timeout, "the timeout is missing (null): give a duration, such as Duration.ofSeconds(60)");
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "invalid timeout " + timeout + " (must be 0 or more, such as Duration.ofSeconds(60))");
    }
  }
}
