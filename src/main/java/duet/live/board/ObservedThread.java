package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.ProofExchange;
import duet.exchange.Diagnosis;
import duet.exchange.Observation;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import duet.exchange.WaitThresholds;
import duet.handshake.Handshake;
import duet.issuance.Issuance;
import duet.presentation.Presentation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One exchange: what is known of its two sides, and at which agents their records are. A thread has
 * one record a side; others that claim to be of it are ignored. Not thread-safe.
 */
final class ObservedThread {

  /** So long after it began the board has seen a new one. */
  private static final Duration SAME_TIME = Duration.ofSeconds(30);

  private final ThreadKey key;
  private final String id;
  private final Instant firstSeen;
  private final boolean watched;
  private final WaitThresholds thresholds;

  /** Filled as DIDs become known; the observation reads them each time it judges. */
  private final Map<Side, String> dids = new ConcurrentHashMap<>();

  private final Map<Side, Held> held = new EnumMap<>(Side.class);
  private final Set<Side> deleted = EnumSet.noneOf(Side.class);
  private Instant began;
  private Instant changed;
  private Observed<?> observed;
  private boolean underway = true;
  private Optional<Diagnosis> failure = Optional.empty();
  private final long sinceNanos = System.nanoTime();

  /**
   * A record's place.
   *
   * @param agent the side of the pair of agents that has it
   * @param sinceNanos when the board first saw it, by {@link System#nanoTime}
   */
  record Held(Side agent, String recordId, long sinceNanos) {}

  /** An observation with the type of its records. */
  private record Observed<R extends AgentRecord>(
      Class<R> type, Observation<R, ? extends SidePair<R>> observation) {

    boolean notified(Side side, AgentRecord seen) {
      return observation.notified(side, type.cast(seen));
    }

    boolean answered(Side side, AgentRecord seen, long asked) {
      return observation.answered(side, type.cast(seen), asked);
    }
  }

  /**
   * @param firstSeen when the board saw it first
   * @param watched whether it began about then
   */
  ObservedThread(ThreadKey key, Instant firstSeen, boolean watched, WaitThresholds thresholds) {
    this.key = key;
    this.id = key.id();
    this.firstSeen = firstSeen;
    this.watched = watched;
    this.thresholds = thresholds;
    this.began = firstSeen;
    this.changed = firstSeen;
  }

  ThreadKey key() {
    return key;
  }

  /** Since the board saw it first. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }

  /** Of its row. */
  String id() {
    return id;
  }

  /** Whether a side may go on. */
  boolean underway() {
    return underway;
  }

  /** By its agents' time, or else by ours. */
  Instant began() {
    return began;
  }

  /** By its agents' time, or by ours if the board was there and their clocks are wrong. */
  Instant beganHere() {
    boolean wrong = Duration.between(began, firstSeen).abs().compareTo(SAME_TIME) > 0;
    return watched && wrong ? firstSeen : began;
  }

  Instant changed() {
    return changed;
  }

  /** Where its records are, or were before they were deleted. */
  Map<Side, Held> held() {
    return Collections.unmodifiableMap(held);
  }

  /** The sides whose records were deleted. */
  Set<Side> deleted() {
    return Collections.unmodifiableSet(deleted);
  }

  /** Whether no agent has any record of it. */
  boolean gone() {
    return deleted.containsAll(held.keySet());
  }

  /** Peer DIDs of both sides, from the connection. */
  void setDids(Map<Side, String> known) {
    dids.putAll(known);
  }

  /** How many states were seen. */
  int states() {
    return observed == null ? 0 : pair().timeline().entries().size();
  }

  /** Both sides as last seen; only after a record was taken in. */
  SidePair<?> pair() {
    return observed.observation().pair();
  }

  Progress progress() {
    return observed.observation().progress();
  }

  /** Why the board itself could not go on with it, which its agents may not tell. */
  Optional<Diagnosis> failure() {
    return failure;
  }

  void fail(Diagnosis why) {
    failure = Optional.of(why);
  }

  Optional<Diagnosis> lastWord() {
    return observed.observation().lastWord();
  }

  Optional<? extends AgentRecord> record(Side side) {
    return observed == null ? Optional.empty() : pair().side(side);
  }

  /** The record that one of our agents has, and its side. */
  Optional<Map.Entry<Side, AgentRecord>> at(Side agent) {
    return held.entrySet().stream()
        .filter(one -> one.getValue().agent() == agent && !deleted.contains(one.getKey()))
        .findFirst()
        .flatMap(one -> record(one.getKey()).map(seen -> Map.entry(one.getKey(), seen)));
  }

  /**
   * Takes in what an agent reported.
   *
   * @param asked when it was asked, by {@link System#nanoTime}; empty for an event
   * @param now by our clock
   * @return whether anything is new
   */
  boolean take(SeenRecord report, Optional<Long> asked, Instant now) {
    var side = report.side();
    var seen = report.record();
    var known = held.get(side);
    boolean replaced = known != null && deleted.contains(side);
    if (known != null && !replaced && !known.recordId().equals(seen.id())) {
      return false;
    }
    if (known == null || replaced) {
      held.put(side, new Held(report.agent(), seen.id(), System.nanoTime()));
    }
    boolean earlier = beganEarlier(report);
    if (observed == null || replaced || earlier) {
      deleted.remove(side);
      begin(side);
    }
    boolean news =
        asked
            .map(when -> observed.answered(side, seen, when))
            .orElseGet(() -> observed.notified(side, seen));
    if (news) {
      failure = Optional.empty();
      underway =
          key.kind().sides().stream()
              .flatMap(one -> record(one).stream())
              .anyMatch(one -> !SeenRecord.ended(one));
      var at = seen.updatedAt().or(report.record()::createdAt).filter(time -> !time.isAfter(now));
      var time = at.orElse(now);
      changed = changed == firstSeen || time.isAfter(changed) ? time : changed;
    }
    return news;
  }

  /**
   * An agent can't be asked.
   *
   * @return whether it has a record
   */
  boolean unanswered(Side agent) {
    var there = present().filter(one -> one.getValue().agent() == agent).map(Map.Entry::getKey);
    var sides = there.toList();
    sides.forEach(observed.observation()::unanswered);
    return !sides.isEmpty();
  }

  /**
   * A side's record was deleted; what had ended well stays so.
   *
   * @return whether that is new
   */
  boolean delete(Side side, Instant now) {
    if (!deleted.add(side)) {
      return false;
    }
    if (!(progress() instanceof Progress.Complete)) {
      observed.observation().vanished(side);
    }
    changed = now;
    return true;
  }

  /**
   * Whether a record shows that it all began before the timeline does, of which nothing is lost.
   */
  private boolean beganEarlier(SeenRecord seen) {
    var created =
        seen.record().createdAt().filter(time -> observed == null || time.isBefore(began));
    if (created.isEmpty() || observed != null && pair().timeline().entries().size() > 1) {
      return false;
    }
    began = created.get();
    return true;
  }

  /** Anew, with what is known of the other side. */
  private void begin(Side side) {
    var other = record(side.other());
    observed = observe(Timeline.ofAgents(began));
    other.ifPresent(record -> observed.notified(side.other(), record));
    deleted.forEach(observed.observation()::vanished);
  }

  private Observed<?> observe(Timeline timeline) {
    return switch (key.kind()) {
      case CONNECTION -> new Observed<>(Connection.class, Handshake.observe(thresholds, timeline));
      case CREDENTIAL ->
          new Observed<>(CredentialExchange.class, Issuance.observe(dids, thresholds, timeline));
      case PROOF ->
          new Observed<>(ProofExchange.class, Presentation.observe(dids, thresholds, timeline));
    };
  }

  /** Those of its records that are still at an agent. */
  Stream<Map.Entry<Side, Held>> present() {
    return held.entrySet().stream().filter(one -> !deleted.contains(one.getKey()));
  }
}
