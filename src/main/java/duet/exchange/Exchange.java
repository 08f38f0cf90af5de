package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Watches the two sides of one thread until both are complete, one is at a dead end, or time is up.
 * Awaitility waits on the state in memory, which events and asynchronous requests update, without a
 * thread for each exchange. The lock of the {@link RecordWatch} guards that state; no agent and no
 * listener is called under it.
 *
 * @param <R> a side's record
 * @param <P> both of them
 */
public final class Exchange<R extends AgentRecord, P extends SidePair<R>> implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(10);

  /** Longer ones can't be counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Timeline timeline;
  private final ExchangeProtocol<R, P> protocol;
  private final WaitThresholds thresholds;
  private final Judge<R, P> judge;
  private final RecordWatch<R> watch;
  private final AddressProbes probes = new AddressProbes();

  /** One in which the records of all sides that can be watched are known. */
  public Exchange(
      ExchangeProtocol<R, P> protocol,
      WaitThresholds thresholds,
      Consumer<? super P> listener,
      Timeline timeline,
      List<WatchedSide<R>> sides) {
    this(protocol, thresholds, listener, timeline, sides, Optional.empty());
  }

  /**
   * @param listener notified of each change, with the pair after it, on the threads that take in
   *     events and answers; what it throws ends the wait
   * @param sides those whose records are known, the one that begins first
   * @param awaited the one whose record is yet to be found
   */
  public Exchange(
      ExchangeProtocol<R, P> protocol,
      WaitThresholds thresholds,
      Consumer<? super P> listener,
      Timeline timeline,
      List<WatchedSide<R>> sides,
      Optional<AwaitedSide<R>> awaited) {
    this.timeline = timeline;
    this.protocol = protocol;
    this.thresholds = thresholds;
    judge = new Judge<>(protocol, thresholds);
    watch = new RecordWatch<>(protocol, timeline, () -> listener.accept(pair()));
    sides.forEach(watch::add);
    awaited.ifPresent(watch::add);
  }

  /** Begins to take in the agents' events, also again after it was closed. */
  public void start() {
    watch.start();
  }

  /** Waits until all are over, or time is up; not at all if there is none. */
  public static void awaitAll(Collection<? extends Exchange<?, ?>> exchanges, Duration timeout) {
    exchanges.forEach(Exchange::start);
    if (timeout.isZero()) {
      exchanges.forEach(Exchange::close);
      return;
    }
    try {
      Awaitility.await("exchange")
          .dontCatchUncaughtExceptions()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(TICK)
          .atMost(timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST)
          .until(() -> exchanges.stream().map(Exchange::poll).reduce(true, Boolean::logicalAnd));
    } catch (ConditionTimeoutException e) {
      // outcome() reports those that are not over.
    } finally {
      exchanges.forEach(Exchange::close);
    }
  }

  /**
   * Polls the agents that are due, and has done what is to be done for a side, without waiting for
   * an answer.
   *
   * @return whether it is over
   */
  public boolean poll() {
    synchronized (watch) {
      if (over()) {
        return true;
      }
      if (timeline.elapsed().compareTo(thresholds.addressProbe()) > 0) {
        probes.begin(pair());
      }
    }
    watch.poll();
    return false;
  }

  /** Whether it has ended, well or not. */
  public boolean over() {
    synchronized (watch) {
      return watch.error().isPresent()
          || !(progress() instanceof Progress.Underway)
          || failure().isPresent();
    }
  }

  public Progress progress() {
    synchronized (watch) {
      return judge.judge(pair(), watch.snapshots(), watch.awaited());
    }
  }

  /** Both sides as last seen. */
  public P pair() {
    synchronized (watch) {
      var sides = protocol.sides();
      return protocol.pair(watch.record(sides.get(0)), watch.record(sides.get(1)), timeline);
    }
  }

  /**
   * How it ended. It is no longer watched afterwards.
   *
   * @param timeout how long the wait was
   * @return the complete pair
   * @throws AgentException if an agent stopped answering
   * @throws RuntimeException the protocol's exception for a dead end or a timeout
   */
  public P outcome(Duration timeout) {
    close();
    synchronized (watch) {
      watch
          .error()
          .ifPresent(
              error -> {
                throw new IllegalStateException("watching the two sides failed", error);
              });
      var progress = progress();
      if (progress instanceof Progress.Complete) {
        return pair();
      }
      if (progress instanceof Progress.DeadEnd end) {
        throw protocol.deadEnd(probes.addTo(end.diagnosis(), pair()), pair());
      }
      failure()
          .ifPresent(
              failure -> {
                throw failure.thrownHere();
              });
      var stall = judge.stall(pair(), watch.awaited());
      throw protocol.timedOut(timeout, probes.addTo(stall, pair()), pair());
    }
  }

  /**
   * Ends the subscription to the agents' events, until somebody waits again; an answer still
   * pending is not waited for.
   */
  @Override
  public void close() {
    watch.stop();
  }

  private Optional<AgentException> failure() {
    return watch.failure(thresholds.unanswered());
  }
}
