package duet.live.board;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.exchange.Side;
import duet.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Learns of one agent's records by its events, and by listing them all on a thread of its own,
 * which also shows whether the agent answers. Safe for several threads.
 */
final class AgentWatch implements AutoCloseable {

  private static final Duration WITH_EVENTS = Duration.ofSeconds(5);
  private static final Duration WITHOUT_EVENTS = Duration.ofSeconds(1);

  /** So much longer than a listing takes is the time to the next one, within limits. */
  private static final int PAUSE_FACTOR = 10;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Side side;
  private final Agent agent;
  private final BoardThreads threads;
  private final Runnable healthChanged;
  private final Consumer<ThreadKey> mayLookDifferent;
  private final Clock clock;
  private final FailureLog failures;
  private final Consumer<AgentRecord> events = this::notified;
  private volatile AgentHealth health;
  private boolean listedBefore;
  private boolean closed;

  /**
   * @param healthChanged told when the agent stops or begins to answer
   * @param mayLookDifferent told of rows when it stops
   */
  AgentWatch(
      Side side,
      Agent agent,
      BoardThreads threads,
      Clock clock,
      Runnable healthChanged,
      Consumer<ThreadKey> mayLookDifferent,
      FailureLog failures) {
    this.side = side;
    this.agent = agent;
    this.threads = threads;
    this.clock = clock;
    this.healthChanged = healthChanged;
    this.mayLookDifferent = mayLookDifferent;
    this.failures = failures;
    health = new AgentHealth(side, agent.url(), clock.instant(), Optional.empty());
  }

  void start() {
    agent.subscribeAll(events);
    var thread = new Thread(this::run, "duet-board-" + side);
    thread.setDaemon(true);
    thread.start();
  }

  AgentHealth health() {
    return health;
  }

  /** Why the agent sends no events, if that is worth reporting. */
  Optional<String> remark() {
    return agent.remark();
  }

  /** A listing that is under way is not waited for; nothing comes of it. */
  @Override
  public void close() {
    agent.unsubscribeAll(events);
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }

  private void notified(AgentRecord seen) {
    if (!isClosed()) {
      failures.run(
          "To take in an event of the " + side,
          () -> threads.take(new SeenRecord(side, seen), Optional.empty()));
    }
  }

  private void run() {
    while (!isClosed()) {
      long began = System.nanoTime();
      list();
      pause(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void list() {
    try {
      new Listing().read();
      listedBefore = true;
      threads.listed(side);
      answered(Optional.empty());
    } catch (AgentException e) {
      failed(e.reason().summary());
    } catch (RuntimeException e) {
      failed("its records can't be read: " + SafeText.excerpt(String.valueOf(e.getMessage())));
    }
  }

  private void failed(String trouble) {
    if (!isClosed()) {
      boolean before = health.answers();
      var affected = threads.unanswered(side);
      answered(Optional.of(trouble));
      if (before) {
        affected.forEach(mayLookDifferent);
      }
    }
  }

  private void answered(Optional<String> trouble) {
    if (!health.trouble().equals(trouble) && !isClosed()) {
      boolean turned = health.trouble().isPresent() != trouble.isPresent();
      var since = turned ? clock.instant() : health.since();
      health = new AgentHealth(side, agent.url(), since, trouble);
      healthChanged.run();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void pause(Duration listing) {
    var usual = agent.receivesEvents() && health.answers() ? WITH_EVENTS : WITHOUT_EVENTS;
    long least = Math.min(listing.multipliedBy(PAUSE_FACTOR).toNanos(), LONGEST_PAUSE.toNanos());
    long end = System.nanoTime() + Math.max(least, usual.toNanos());
    try {
      for (long left = end - System.nanoTime();
          left > 0 && !closed;
          left = end - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  /** One look at all records. */
  private final class Listing {

    private final long asked = System.nanoTime();
    private final Set<Place> listed = new HashSet<>();
    private final Set<RowKind> kinds = EnumSet.of(RowKind.CONNECTION);

    void read() {
      agent.forEachConnection(this::take);
      readIfKnown(RowKind.CREDENTIAL, () -> agent.credentials().forEach(this::take));
      readIfKnown(RowKind.PROOF, () -> agent.proofs().records().forEach(this::take));
      if (!isClosed()) {
        threads.missing(side, listed, kinds, asked).stream()
            .filter(this::isGone)
            .forEach(threads::delete);
      }
    }

    /** There are agents that know connections only. */
    private void readIfKnown(RowKind kind, Runnable call) {
      try {
        call.run();
        kinds.add(kind);
      } catch (AgentException e) {
        if (e.status() != 404) {
          throw e;
        }
      }
    }

    private void take(AgentRecord record) {
      var seen = new SeenRecord(side, record);
      listed.add(seen.place());
      boolean news = !isClosed() && threads.take(seen, Optional.of(asked));
      if (news && listedBefore) {
        agent.eventMissed();
      }
    }

    /** Lists that change while they are read may leave something out. */
    private boolean isGone(Place place) {
      try {
        switch (place.kind()) {
          case CONNECTION -> agent.connection(place.recordId());
          case CREDENTIAL -> agent.credentials().record(place.recordId());
          case PROOF -> agent.proofs().record(place.recordId());
        }
        return false;
      } catch (AgentException e) {
        if (e.status() == 404) {
          return true;
        }
        throw e;
      }
    }
  }
}
