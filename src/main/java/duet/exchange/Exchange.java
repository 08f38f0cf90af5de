package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.http.Causes;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Watches the two sides of one thread until both are complete, one is at a dead end, or time is up.
 * Awaitility waits on the state in memory, which events and asynchronous requests update, without a
 * thread for each exchange. One lock guards that state; no agent and no listener is called under
 * it.
 *
 * @param <R> a side's record
 * @param <P> both of them
 */
public final class Exchange<R extends AgentRecord, P extends SidePair<R>> implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(10);

  /** Longer ones can't be counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Object lock = new Object();
  private final Timeline timeline;
  private final ExchangeProtocol<R, P> protocol;
  private final WaitThresholds thresholds;
  private final Judge<R, P> judge;
  private final Consumer<? super P> listener;
  private final List<SideMonitor<R>> monitors;
  private final Map<SideMonitor<R>, Consumer<R>> subscribers = new LinkedHashMap<>();
  private final Map<Side, CompletableFuture<AddressProbe>> probes = new EnumMap<>(Side.class);
  private Throwable error;

  /**
   * @param listener notified of each change, with the pair after it, on the threads that take in
   *     events and answers; what it throws ends the wait
   * @param sides one or two, inviter first
   */
  public Exchange(
      ExchangeProtocol<R, P> protocol,
      WaitThresholds thresholds,
      Consumer<? super P> listener,
      Timeline timeline,
      List<WatchedSide<R>> sides) {
    this.timeline = timeline;
    this.protocol = protocol;
    this.thresholds = thresholds;
    this.listener = listener;
    judge = new Judge<>(protocol, thresholds);
    monitors =
        sides.stream().map(side -> new SideMonitor<>(side, timeline, protocol::complete)).toList();
    for (SideMonitor<R> monitor : monitors) {
      subscribers.put(
          monitor, seen -> guarded(() -> update(monitor, () -> monitor.notified(seen))));
    }
  }

  /** Begins to take in the agents' events, also again after it was closed. */
  public void start() {
    subscribers.forEach(
        (monitor, consumer) -> monitor.source().subscribe().accept(monitor.id(), consumer));
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
   * Polls the agents that are due, without waiting for an answer.
   *
   * @return whether it is over
   */
  public boolean poll() {
    List<SideMonitor<R>> due;
    synchronized (lock) {
      if (over()) {
        return true;
      }
      due = monitors.stream().filter(SideMonitor::due).toList();
      if (timeline.elapsed().compareTo(thresholds.addressProbe()) > 0) {
        probeAddresses(pair());
      }
    }
    due.forEach(this::ask);
    return false;
  }

  /** Whether it has ended, well or not. */
  public boolean over() {
    synchronized (lock) {
      return error != null || !(progress() instanceof Progress.Underway) || failure().isPresent();
    }
  }

  public Progress progress() {
    synchronized (lock) {
      return judge.judge(pair(), monitors.stream().map(SideMonitor::snapshot).toList());
    }
  }

  /** Both sides as last seen. */
  public P pair() {
    synchronized (lock) {
      return protocol.pair(record(Side.INVITER), record(Side.INVITEE), timeline);
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
    synchronized (lock) {
      if (error != null) {
        throw new IllegalStateException("watching the two sides failed", error);
      }
      var progress = progress();
      if (progress instanceof Progress.Complete) {
        return pair();
      }
      if (progress instanceof Progress.DeadEnd end) {
        throw protocol.deadEnd(probed(end.diagnosis()), pair());
      }
      failure()
          .ifPresent(
              failure -> {
                throw failure.thrownHere();
              });
      throw protocol.timedOut(timeout, probed(judge.stall(pair())), pair());
    }
  }

  /**
   * Ends the subscription to the agents' events, until somebody waits again; an answer still
   * pending is not waited for.
   */
  @Override
  public void close() {
    subscribers.forEach(
        (monitor, consumer) -> {
          var source = monitor.source();
          source.unsubscribe().accept(monitor.id(), consumer);
          source.agent().remark().ifPresent(text -> timeline.remark(monitor.side(), text));
        });
  }

  private Optional<R> record(Side side) {
    return monitors.stream()
        .filter(monitor -> monitor.side() == side)
        .findFirst()
        .map(SideMonitor::record);
  }

  private Optional<AgentException> failure() {
    return monitors.stream()
        .flatMap(monitor -> monitor.givenUp(thresholds.unanswered()).stream())
        .findFirst();
  }

  private void ask(SideMonitor<R> monitor) {
    monitor
        .source()
        .fetch()
        .apply(monitor.id())
        .whenComplete((seen, failed) -> guarded(() -> answered(monitor, seen, failed)));
  }

  private void answered(SideMonitor<R> monitor, R seen, Throwable failed) {
    if (failed == null) {
      update(monitor, () -> monitor.answered(seen));
      return;
    }
    var cause = Causes.unwrap(failed);
    if (!(cause instanceof AgentException agentFailure)) {
      throw new IllegalStateException(cause);
    }
    if (agentFailure.reason() == Cause.REJECTED && agentFailure.status() == 404) {
      checkWhetherWalletIsEmpty(monitor);
    } else {
      update(monitor, () -> monitor.failed(agentFailure));
    }
  }

  private void checkWhetherWalletIsEmpty(SideMonitor<R> monitor) {
    timeline.countCall();
    monitor
        .source()
        .agent()
        .isEmptyAsync()
        .exceptionally(failure -> false)
        .thenAccept(empty -> update(monitor, () -> monitor.vanished(empty)));
  }

  /** Updates a side, and notifies the listener if its state changed. */
  private void update(SideMonitor<R> monitor, BooleanSupplier change) {
    synchronized (lock) {
      if (!change.getAsBoolean()) {
        return;
      }
      monitors.forEach(SideMonitor::pollSoon);
    }
    listener.accept(pair());
  }

  /** A failure of our own code, which nobody else would see. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        error = error == null ? e : error;
      }
    }
  }

  /** The inviter's, and that of an invitee's mediator once its DID is known; each only once. */
  private void probeAddresses(P pair) {
    for (Side side : Side.values()) {
      if (!probes.containsKey(side) && (side == Side.INVITER || pair.did(side).isPresent())) {
        var address =
            DidCommAddress.of(side, pair)
                .filter(one -> side == Side.INVITER || one.mediated() && mayBeCalled(one, pair))
                .flatMap(DidCommAddress::url);
        probes.put(side, address.map(AddressProbe::of).orElseGet(CompletableFuture::new));
      }
    }
  }

  /** What a stranger's DID names leads nobody to this machine, unless all are here. */
  private boolean mayBeCalled(DidCommAddress address, P pair) {
    return !address.loopback()
        || DidCommAddress.of(Side.INVITER, pair).filter(DidCommAddress::loopback).isPresent();
  }

  /** Adds what the probes found, where an address may be to blame. */
  private Diagnosis probed(Diagnosis diagnosis) {
    var judged = diagnosis;
    for (var probe : probes.entrySet()) {
      var found = probe.getValue().getNow(null);
      if (found != null) {
        var address = DidCommAddress.of(probe.getKey(), pair()).orElseThrow();
        judged = AddressDiagnosis.of(judged, address, found);
      }
    }
    return judged;
  }
}
