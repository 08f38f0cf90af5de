package duet.exchange;

import duet.agent.AgentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An exchange from its start, which is when this is created: the states seen, in that order, and
 * remarks. An agent may go through states in between that nobody saw. Safe for several threads.
 */
public final class Timeline {

  private static final Duration MOST_LATENESS = Duration.ofDays(1);

  private final long started;
  private final Optional<Instant> began;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final List<Remark> remarks = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Side, Duration> lateness = new ConcurrentHashMap<>();

  public Timeline() {
    this(System.nanoTime(), Optional.empty());
  }

  private Timeline(long started, Optional<Instant> began) {
    this.started = started;
    this.began = began;
  }

  /**
   * One of an exchange that somebody else drives: its states stand at the agents' own times of
   * their last changes, where those tell them and their clocks agree with ours.
   *
   * @param began when it did, by its agents; now, if that is yet to come
   */
  public static Timeline ofAgents(Instant began) {
    var now = Instant.now();
    var start = began.isBefore(now) ? began : now;
    long nanos = TimeUnit.MILLISECONDS.toNanos(Duration.between(start, now).toMillis());
    return new Timeline(System.nanoTime() - nanos, Optional.of(start));
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  /** From the start to the last change seen. */
  public Duration length() {
    return entries.stream().map(Entry::at).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** How many calls were made to both agents, including those that began it. */
  public int calls() {
    return calls.get();
  }

  /**
   * How long after the agent's own time of a side's last change it was seen, for sides whose agents
   * report it; only as exact as the two clocks agree.
   */
  public Map<Side, Duration> lateness() {
    return Map.copyOf(lateness);
  }

  /** Time and place are taken together, since two sides are seen on two threads. */
  synchronized void add(Side side, AgentRecord seen, Source source) {
    entries.add(new Entry(side, seen.reportedState(), time(seen), source));
  }

  /** Adds something worth knowing just now, about one side or, with null, about both; once. */
  public void remark(Side side, String text) {
    remark(side, text, System.nanoTime());
  }

  /**
   * @param at when that was, by {@link System#nanoTime}
   */
  synchronized void remark(Side side, String text, long at) {
    if (remarks.stream().noneMatch(remark -> remark.text().equals(text))) {
      remarks.add(new Remark(Optional.ofNullable(side), text, Duration.ofNanos(at - started)));
    }
  }

  /** Counts a call to an agent. */
  public void countCall() {
    calls.incrementAndGet();
  }

  /** Ignored if it shows only that the agent's time is wrong. */
  void setLateness(Side side, Duration by) {
    if (by.abs().compareTo(MOST_LATENESS) <= 0) {
      lateness.put(side, by);
    }
  }

  /** Since the side's last change; zero for a side that is unseen. */
  Duration sinceChange(Side side) {
    return entries.stream()
        .filter(entry -> entry.side() == side)
        .reduce((earlier, later) -> later)
        .map(entry -> elapsed().minus(entry.at()))
        .orElse(Duration.ZERO);
  }

  /** Since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private Duration time(AgentRecord seen) {
    var now = elapsed();
    return began
        .flatMap(
            start -> seen.updatedAt().or(seen::createdAt).map(at -> Duration.between(start, at)))
        .filter(at -> !at.isNegative() && at.compareTo(now) <= 0)
        .orElse(now);
  }

  @Override
  public String toString() {
    return String.join(", ", entries.stream().map(Entry::toString).toList());
  }

  /** How a state was learned. */
  public enum Source {
    /** From the answer to a call that changed it. */
    CALL,
    /** By asking. */
    POLL,
    /** From an event that the agent sent. */
    WEBHOOK;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A state that a side was seen in.
   *
   * @param state in the agent's own words, so that states of newer agents are kept
   * @param at since the start
   */
  public record Entry(Side side, String state, Duration at, Source source) {

    @Override
    public String toString() {
      return "%s %s after %d ms (%s)".formatted(side, state, at.toMillis(), source);
    }
  }

  /**
   * Something worth knowing besides the states.
   *
   * @param side whom it is about, if one side only
   */
  public record Remark(Optional<Side> side, String text, Duration at) {}
}
