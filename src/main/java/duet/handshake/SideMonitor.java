package duet.handshake;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One side under watch, with two ears: its agent's events, and asking it when that is due, never
 * twice at a time, and not at all once the side is settled. What both tell is merged by how far the
 * state is, so that late, doubled and reordered events do no harm. Nothing here blocks; answers and
 * events come in on other threads.
 */
final class SideMonitor {

  private final Side side;
  private final Agent agent;
  private final Timeline timeline;
  private final Predicate<Connection> settled;
  private final Runnable changed;
  private final Consumer<Connection> events = this::heard;
  private final PollingInterval pace;

  /** Read without the lock: a change of one side tells of both, and two locks would wait. */
  private volatile Connection connection;

  /** The last state that isn't one of a newer agent. */
  private ConnectionState lastKnown;

  private volatile long lastChange = System.nanoTime();

  /** When the record could last have changed unseen: nobody asked yet, or got no answer. */
  private volatile long lastUnseen;

  private volatile boolean watching;
  private volatile Diagnosis anomaly;
  private volatile boolean asking;
  private volatile long asked;
  private long failingSince;
  private AgentException failure;

  /**
   * @param settled whether the side needn't be asked any more
   * @param changed told after every state that wasn't seen before
   */
  SideMonitor(
      Side side,
      Agent agent,
      Connection first,
      Timeline timeline,
      Predicate<Connection> settled,
      Runnable changed) {
    this.side = side;
    this.agent = agent;
    this.connection = first;
    this.lastKnown = first.state();
    this.timeline = timeline;
    this.settled = settled;
    this.changed = changed;
    this.pace = new PollingInterval(System.nanoTime(), agent.receivesEvents());
  }

  /** Begins to listen. */
  void begin() {
    agent.listen(connection.id(), events);
  }

  Connection connection() {
    return connection;
  }

  SideSnapshot sighting() {
    // What a question that isn't answered yet will show is not known.
    long known = asking ? asked : System.nanoTime();
    long quiet = watching ? Math.min(known - lastChange, known - lastUnseen) : 0;
    return new SideSnapshot(
        side, connection, Duration.ofNanos(quiet), Optional.ofNullable(anomaly));
  }

  /**
   * Why the agent can't be watched any more, if so.
   *
   * @param patience how long it may fail to answer
   */
  synchronized Optional<AgentException> givenUp(Duration patience) {
    boolean over =
        failure != null
            && (!passing(failure.reason())
                || System.nanoTime() - failingSince > patience.toNanos());
    return over ? Optional.of(failure) : Optional.empty();
  }

  /** Asks the agent if that is due. */
  void tick() {
    synchronized (this) {
      long now = System.nanoTime();
      if (!watching) {
        lastUnseen = now;
        watching = true;
      }
      if (asking || anomaly != null || !pace.due(now) || settled.test(connection)) {
        return;
      }
      asked = now;
      asking = true;
    }
    timeline.called();
    agent.connectionAsync(connection.id()).whenComplete(this::answered);
  }

  /** The other side moved, so this one probably will. */
  synchronized void hurry() {
    pace.restart(System.nanoTime(), agent.receivesEvents());
  }

  /** Ends the watch; an answer still under way is not waited for. */
  void end() {
    agent.forget(connection.id(), events);
    agent.remark().ifPresent(remark -> timeline.remark(side, remark));
  }

  private void answered(Connection seen, Throwable failed) {
    boolean news = false;
    synchronized (this) {
      asking = false;
      if (seen == null) {
        lastUnseen = System.nanoTime();
        failed(failed instanceof CompletionException ? failed.getCause() : failed);
      } else {
        failure = null;
        news = merge(seen, Timeline.Source.POLL);
      }
      if (!news) {
        pace.slowDown(System.nanoTime(), agent.receivesEvents());
      }
    }
    if (news) {
      changed.run();
    }
  }

  private void heard(Connection seen) {
    boolean news;
    synchronized (this) {
      news = merge(seen, Timeline.Source.WEBHOOK);
    }
    if (news) {
      changed.run();
    }
  }

  /** Takes over what is newer than what was known; tells whether the state is news. */
  private boolean merge(Connection seen, Timeline.Source source) {
    boolean same = seen.reportedState().equals(connection.reportedState());
    if (same) {
      sameState(seen, source);
      return false;
    }
    if (!Transitions.legal(side, lastKnown, seen.state())) {
      wentBack(seen, source);
      return false;
    }
    if (seen.state() == lastKnown && !shows(source)) {
      return false;
    }
    connection = seen;
    lastKnown = seen.state() == ConnectionState.UNKNOWN ? lastKnown : seen.state();
    lastChange = System.nanoTime();
    pace.restart(lastChange, agent.receivesEvents());
    timeline.add(side, seen.reportedState(), source);
    seen.updatedAt().ifPresent(at -> timeline.late(side, Duration.between(at, Instant.now())));
    return true;
  }

  /** A retry, a failure or a DID may have changed; an event may be older than what is known. */
  private void sameState(Connection seen, Timeline.Source source) {
    boolean current = source == Timeline.Source.POLL || newer(seen);
    if (current && !seen.equals(connection)) {
      connection = seen;
      lastChange = System.nanoTime();
      seen.lastFailure()
          .ifPresent(trouble -> timeline.remark(side, side + "'s agent had trouble: " + trouble));
    }
  }

  private boolean newer(Connection seen) {
    return seen.updatedAt().isPresent()
        && connection.updatedAt().map(seen.updatedAt().get()::isAfter).orElse(true);
  }

  /** Only an answer to a question asked after the last change shows the state of now. */
  private boolean shows(Timeline.Source source) {
    return source == Timeline.Source.POLL && asked - lastChange > 0;
  }

  private void wentBack(Connection seen, Timeline.Source source) {
    if (shows(source)) {
      var evidence =
          "%s was %s and is %s".formatted(side, connection.reportedState(), seen.reportedState());
      anomaly = Diagnosis.of(Cause.STATE_WENT_BACK, side, evidence);
      timeline.add(side, seen.reportedState(), source);
      connection = seen;
    }
  }

  private void failed(Throwable failed) {
    if (!(failed instanceof AgentException known)) {
      throw new IllegalStateException(failed);
    }
    if (known.reason() == Cause.REJECTED
        && known.problem().filter(p -> p.status() == 404).isPresent()) {
      vanished();
      return;
    }
    if (failure == null) {
      failingSince = System.nanoTime();
      timeline.remark(side, side + "'s agent did not answer: " + known.reason().summary());
    }
    failure = known;
  }

  /** An empty wallet is another one than that which made the record. */
  private void vanished() {
    timeline.called();
    agent
        .isEmptyAsync()
        .whenComplete(
            (empty, trouble) ->
                anomaly =
                    Diagnosis.of(
                        Boolean.TRUE.equals(empty) ? Cause.OTHER_WALLET : Cause.RECORD_VANISHED,
                        side,
                        side + " no longer knows connection " + connection.id()));
  }

  /** Whether asking again may help. */
  private static boolean passing(Cause reason) {
    return switch (reason) {
      case CONNECTION_REFUSED, CONNECTION_BROKEN, SERVER_ERROR, NOT_AN_AGENT, NAME_NOT_RESOLVED ->
          true;
      default -> false;
    };
  }
}
