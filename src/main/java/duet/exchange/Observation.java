package duet.exchange;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An exchange that somebody else drives. It asks no agent and does nothing: whoever watches the
 * agents passes on what it learns of either side, in any order. Judged like one that is waited for.
 * Safe for several threads.
 *
 * @param <R> a side's record
 * @param <P> both of them
 */
public final class Observation<R extends AgentRecord, P extends SidePair<R>> {

  private final ExchangeProtocol<R, P> protocol;
  private final Timeline timeline;
  private final Judge<R, P> judge;
  private final Map<Side, ObservedSide<R>> sides = new EnumMap<>(Side.class);

  /** One of which nothing is known yet. */
  public Observation(
      ExchangeProtocol<R, P> protocol, WaitThresholds thresholds, Timeline timeline) {
    this.protocol = protocol;
    this.timeline = timeline;
    judge = new Judge<>(protocol, thresholds);
  }

  /**
   * Takes in an event of a side's agent; it may be late, repeated or out of order.
   *
   * @return whether anything is known now that was not before
   */
  public synchronized boolean notified(Side side, R seen) {
    var known = sides.get(side);
    return known == null
        ? first(side, seen, Timeline.Source.WEBHOOK)
        : changes(known, () -> known.told(seen, Timeline.Source.WEBHOOK));
  }

  /**
   * Takes in an agent's answer.
   *
   * @param asked when the request was made, by {@link System#nanoTime}
   * @return whether anything is known now that was not before
   */
  public synchronized boolean answered(Side side, R seen, long asked) {
    var known = sides.get(side);
    return known == null
        ? first(side, seen, Timeline.Source.POLL)
        : changes(known, () -> known.answered(seen, asked));
  }

  /** A side's agent can't be asked: its silence proves nothing. */
  public synchronized void unanswered(Side side) {
    Optional.ofNullable(sides.get(side)).ifPresent(ObservedSide::unseen);
  }

  /** A side's agent no longer knows its record. */
  public synchronized void vanished(Side side) {
    Optional.ofNullable(sides.get(side))
        .ifPresent(
            known -> {
              var evidence = side + " no longer knows record " + known.record().id();
              known.dead(Diagnosis.of(Cause.RECORD_VANISHED, side, evidence));
            });
  }

  /** Both sides as last seen. */
  public synchronized P pair() {
    List<Side> both = protocol.sides();
    return protocol.pair(record(both.get(0)), record(both.get(1)), timeline);
  }

  /** What it has come to; silence alone can make it a dead end, and a late record undo that. */
  public synchronized Progress progress() {
    long now = System.nanoTime();
    var seen =
        protocol.sides().stream()
            .filter(sides::containsKey)
            .map(side -> sides.get(side).snapshot(now))
            .toList();
    return judge.judge(pair(), seen, Set.of());
  }

  /** What would be told if the wait for it ended now; empty if it is complete. */
  public synchronized Optional<Diagnosis> lastWord() {
    var progress = progress();
    if (progress instanceof Progress.Complete) {
      return Optional.empty();
    }
    return Optional.of(
        progress instanceof Progress.DeadEnd end ? end.diagnosis() : judge.stall(pair(), Set.of()));
  }

  private Optional<R> record(Side side) {
    return Optional.ofNullable(sides.get(side)).map(ObservedSide::record);
  }

  private boolean first(Side side, R seen, Timeline.Source how) {
    sides.put(side, new ObservedSide<>(side, Role.valueOf(side.name()), seen, timeline, how));
    return true;
  }

  private static <R extends AgentRecord> boolean changes(ObservedSide<R> side, Runnable step) {
    var before = side.record();
    step.run();
    return !side.record().equals(before);
  }
}
