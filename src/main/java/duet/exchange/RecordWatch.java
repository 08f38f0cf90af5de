package duet.exchange;

import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.http.Causes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of the sides' records: asks the agents that are due, takes in their events, and
 * does what is to be done for a side. Its own monitor guards that state; no agent and nobody else
 * is called while it is held.
 */
final class RecordWatch<R extends AgentRecord> {

  /** Steps may wait for several answers of an agent. */
  private static final Executor STEPS = Executors.newCachedThreadPool(RecordWatch::daemon);

  private final Timeline timeline;
  private final ExchangeProtocol<R, ?> protocol;
  private final Runnable changed;
  private final Map<SideMonitor<R>, Consumer<R>> monitors = new LinkedHashMap<>();
  private final Map<SideSearch<R>, Consumer<R>> searches = new LinkedHashMap<>();
  private boolean listening;
  private Throwable error;

  /**
   * @param changed told of each change, on the threads that take in events and answers
   */
  RecordWatch(ExchangeProtocol<R, ?> protocol, Timeline timeline, Runnable changed) {
    this.protocol = protocol;
    this.timeline = timeline;
    this.changed = changed;
  }

  synchronized void add(WatchedSide<R> side) {
    add(side, Timeline.Source.CALL);
  }

  synchronized void add(AwaitedSide<R> side) {
    var search = new SideSearch<>(side, timeline);
    searches.put(search, seen -> guarded(() -> found(search, seen, Timeline.Source.WEBHOOK)));
  }

  /** Begins to take in the agents' events, also again after it was stopped. */
  void start() {
    subscribers(true)
        .forEach((side, consumer) -> side.source().subscribe().accept(side.id(), consumer));
    searches()
        .forEach(
            (search, consumer) -> {
              var side = search.awaited();
              side.source().subscribe().accept(side.thid(), consumer);
            });
  }

  /** Takes in no more events; an answer still pending is not waited for. */
  void stop() {
    subscribers(false)
        .forEach(
            (side, consumer) -> {
              var source = side.source();
              source.unsubscribe().accept(side.id(), consumer);
              source.agent().remark().ifPresent(text -> timeline.remark(side.side(), text));
            });
    searches().forEach(RecordWatch::unsubscribe);
  }

  /** Asks the agents that are due, without waiting for an answer. */
  void poll() {
    List<SideMonitor<R>> due;
    List<SideSearch<R>> searched;
    var turns = new LinkedHashMap<SideMonitor<R>, Supplier<R>>();
    synchronized (this) {
      due = monitors.keySet().stream().filter(SideMonitor::due).toList();
      searched = searches.keySet().stream().filter(SideSearch::due).toList();
      monitors.keySet().forEach(side -> side.turn().ifPresent(step -> turns.put(side, step)));
    }
    due.forEach(this::ask);
    searched.forEach(this::search);
    turns.forEach(this::act);
  }

  synchronized Optional<R> record(Side side) {
    return monitors.keySet().stream()
        .filter(monitor -> monitor.side() == side)
        .findFirst()
        .map(SideMonitor::record);
  }

  /** Each side whose record is known. */
  synchronized List<SideSnapshot<R>> snapshots() {
    return monitors.keySet().stream().map(SideMonitor::snapshot).toList();
  }

  /** Those whose records are yet to be found. */
  synchronized Set<Side> awaited() {
    return searches.keySet().stream()
        .map(search -> search.awaited().side())
        .collect(Collectors.toSet());
  }

  /**
   * Why an agent can no longer be watched, if so.
   *
   * @param limit how long it may fail to answer
   */
  synchronized Optional<AgentException> failure(Duration limit) {
    return Stream.concat(
            monitors.keySet().stream().flatMap(side -> side.givenUp(limit).stream()),
            searches.keySet().stream().flatMap(side -> side.givenUp(limit).stream()))
        .findFirst();
  }

  /** The failure of our own code that ended it, if one did. */
  synchronized Optional<Throwable> error() {
    return Optional.ofNullable(error);
  }

  private synchronized Map<SideMonitor<R>, Consumer<R>> subscribers(boolean listen) {
    listening = listen;
    return new LinkedHashMap<>(monitors);
  }

  private synchronized Map<SideSearch<R>, Consumer<R>> searches() {
    return new LinkedHashMap<>(searches);
  }

  private void add(WatchedSide<R> side, Timeline.Source source) {
    var monitor = new SideMonitor<>(side, timeline, protocol::complete, source);
    monitors.put(monitor, seen -> guarded(() -> update(() -> monitor.notified(seen))));
  }

  private void ask(SideMonitor<R> side) {
    side.source()
        .fetch()
        .apply(side.id())
        .whenComplete((seen, failed) -> guarded(() -> answered(side, seen, failed)));
  }

  private void answered(SideMonitor<R> side, R seen, Throwable failed) {
    if (failed == null) {
      update(() -> side.answered(seen));
      return;
    }
    var failure = agentFailure(failed);
    if (failure.reason() == Cause.REJECTED && failure.status() == 404) {
      checkWhetherWalletIsEmpty(side);
    } else {
      update(() -> side.failed(failure));
    }
  }

  private void checkWhetherWalletIsEmpty(SideMonitor<R> side) {
    timeline.countCall();
    side.source()
        .walletEmpty()
        .get()
        .exceptionally(failure -> false)
        .thenAccept(empty -> update(() -> side.vanished(empty)));
  }

  private void search(SideSearch<R> side) {
    side.awaited()
        .find()
        .get()
        .whenComplete((found, failed) -> guarded(() -> searched(side, found, failed)));
  }

  private void searched(SideSearch<R> side, Optional<R> found, Throwable failed) {
    if (failed == null && found.isPresent()) {
      found(side, found.get(), Timeline.Source.POLL);
      return;
    }
    synchronized (this) {
      if (failed == null) {
        side.notYet();
      } else {
        side.failed(agentFailure(failed));
      }
    }
  }

  /** By asking or by an event, whichever comes first. */
  private void found(SideSearch<R> side, R record, Timeline.Source how) {
    Consumer<R> consumer;
    boolean subscribe;
    synchronized (this) {
      consumer = searches.remove(side);
      if (consumer == null) {
        return;
      }
      add(side.awaited().found(record), how);
      pollSoon();
      subscribe = listening;
    }
    unsubscribe(side, consumer);
    if (how == Timeline.Source.POLL) {
      side.eventMissed();
    }
    if (subscribe) {
      start();
    }
    changed.run();
  }

  private static <R extends AgentRecord> void unsubscribe(
      SideSearch<R> search, Consumer<R> consumer) {
    var side = search.awaited();
    side.source().unsubscribe().accept(side.thid(), consumer);
  }

  private void act(SideMonitor<R> side, Supplier<R> step) {
    CompletableFuture.supplyAsync(step, STEPS)
        .whenComplete((seen, failed) -> guarded(() -> acted(side, seen, failed)));
  }

  private void acted(SideMonitor<R> side, R seen, Throwable failed) {
    if (failed == null) {
      update(() -> side.acted(seen));
    } else {
      var failure = agentFailure(failed);
      var dead = protocol.refused(side.side(), failure);
      update(() -> side.refused(failure, dead));
    }
  }

  /** Makes a change, and tells of it if a state is new. */
  private void update(BooleanSupplier change) {
    synchronized (this) {
      if (!change.getAsBoolean()) {
        return;
      }
      pollSoon();
    }
    changed.run();
  }

  private void pollSoon() {
    monitors.keySet().forEach(SideMonitor::pollSoon);
    searches.keySet().forEach(SideSearch::pollSoon);
  }

  /** A failure of our own code, which nobody else would see. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        error = error == null ? e : error;
      }
    }
  }

  private static Thread daemon(Runnable step) {
    var thread = new Thread(step, "duet-step");
    thread.setDaemon(true);
    return thread;
  }

  private static AgentException agentFailure(Throwable failed) {
    var cause = Causes.unwrap(failed);
    if (cause instanceof AgentException failure) {
      return failure;
    }
    throw new IllegalStateException(cause);
  }
}
