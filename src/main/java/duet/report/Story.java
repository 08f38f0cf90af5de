package duet.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import duet.exchange.Diagnosis;
import duet.exchange.DidCommAddress;
import duet.exchange.ExchangeException;
import duet.exchange.MediatorHop;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import duet.handshake.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is told of an exchange, at one moment; {@link Report} describes its JSON.
 *
 * @param after from the beginning to the end, or to the last change if it has not ended
 * @param didsMatch only of a handshake
 * @param entries in the order of their time
 * @param lateness of the sides whose agents told the time of their last change
 */
record Story(
    Outcome outcome,
    @JsonUnwrapped Optional<Diagnosis> diagnosis,
    @JsonProperty("afterMillis") Duration after,
    Optional<Boolean> didsMatch,
    @JsonProperty("timeline") List<Timeline.Entry> entries,
    List<Timeline.Remark> remarks,
    int calls,
    @JsonProperty("latenessMillis") Map<Side, Duration> lateness,
    @JsonIgnore SidePair<?> pair) {

  Story {
    entries = entries.stream().sorted(Comparator.comparing(Timeline.Entry::at)).toList();
    remarks = remarks.stream().sorted(Comparator.comparing(Timeline.Remark::at)).toList();
    lateness = Collections.unmodifiableMap(new TreeMap<>(lateness));
  }

  static Story of(SidePair<?> pair, Progress progress) {
    var after = pair.timeline().length();
    if (progress instanceof Progress.DeadEnd end) {
      return of(pair, Outcome.DEAD_END, after, Optional.of(end.diagnosis()));
    }
    var outcome =
        progress instanceof Progress.Complete
            ? ExchangeKind.of(pair).complete(pair)
            : Outcome.UNDERWAY;
    return of(pair, outcome, after, Optional.empty());
  }

  static Story of(ExchangeException failure) {
    var outcome = failure.timedOut() ? Outcome.TIMED_OUT : Outcome.DEAD_END;
    return of(failure.pair(), outcome, failure.after(), Optional.of(failure.diagnosis()));
  }

  static Story of(SidePair<?> pair, AgentException failure) {
    var side = pair.sides().stream().filter(s -> s.toString().equals(failure.agent())).findFirst();
    var evidence = Stream.of(failure.seen()).filter(seen -> !seen.isEmpty()).toList();
    var diagnosis = new Diagnosis(failure.reason(), side, evidence);
    return of(pair, Outcome.ERROR, pair.timeline().elapsed(), Optional.of(diagnosis));
  }

  static Story timedOut(SidePair<?> pair, Duration after, Diagnosis diagnosis) {
    return of(pair, Outcome.TIMED_OUT, after, Optional.of(diagnosis));
  }

  static Story interrupted(SidePair<?> pair) {
    return of(pair, Outcome.INTERRUPTED, pair.timeline().elapsed(), Optional.empty());
  }

  /** Whether it is of a handshake, an issuance or a presentation. */
  ExchangeKind kind() {
    return ExchangeKind.of(pair);
  }

  /** Both sides, the one that begins first. */
  List<Side> sides() {
    return pair.sides();
  }

  Optional<? extends AgentRecord> side(Side side) {
    return pair.side(side);
  }

  /** The records by their sides, and the mediators; nothing of what isn't there. */
  @JsonAnyGetter
  Map<String, Object> records() {
    var records = new LinkedHashMap<String, Object>();
    for (Side side : sides()) {
      side(side).ifPresent(record -> records.put(side.toString(), record));
    }
    if (!mediators().isEmpty()) {
      records.put("mediators", mediators());
    }
    return records;
  }

  /** What the inviter calls the connection, in a handshake. */
  Optional<String> label() {
    return side(Side.INVITER).flatMap(seen -> ((Connection) seen).label());
  }

  /** Those that pass messages on, in the order in which they get them. */
  List<MediatorHop> mediators() {
    return MediatorHop.of(pair);
  }

  /** Whether mediators pass a message on. */
  boolean mediated(ProtocolMessage message) {
    return !message.outOfBand()
        && mediators().stream().anyMatch(hop -> hop.side() == Side.of(message.receiver()));
  }

  /** What mediators got from a side by the time of an entry, which is the first to show it. */
  Optional<ProtocolMessage> passedOn(Timeline.Entry entry) {
    return messages().stream()
        .filter(message -> Side.of(message.sender()) == entry.side() && mediated(message))
        .filter(
            message ->
                entries.stream()
                    .filter(one -> one.side() == entry.side() && state(one).proves(message))
                    .findFirst()
                    .equals(Optional.of(entry)))
        .findFirst();
  }

  /** What the text of an entry's state means. */
  State state(Timeline.Entry entry) {
    return kind().state(entry.state());
  }

  /** The messages that may have gone to and fro. */
  List<ProtocolMessage> messages() {
    return kind().messages(entries);
  }

  /** The end in a few words, such as {@code connected after 80 ms}. */
  String ending() {
    // Nobody waited for a dead end that was only observed, so that only its last change has a time.
    boolean observed = outcome == Outcome.DEAD_END && after.equals(pair.timeline().length());
    var last = outcome == Outcome.UNDERWAY || observed ? ", last change" : "";
    return outcome + last + " after " + DisplayText.time(after);
  }

  /** Further facts, in a few words each: the DIDs, the calls, the lateness. */
  List<String> facts() {
    var facts = new ArrayList<String>();
    var unseen = sides().stream().filter(side -> side(side).isEmpty()).toList();
    unseen.forEach(side -> facts.add(side + " not seen"));
    if (unseen.isEmpty() && outcome == Outcome.CONNECTED) {
      facts.add(didsMatch.orElse(false) ? "the DIDs match crosswise" : "the DIDs do not match");
    }
    DidCommAddress.mediated(pair).forEach(way -> facts.add(way.owner() + " reached " + way.way()));
    facts.add("calls to the agents: " + calls);
    lateness.forEach((side, late) -> facts.add(side + " seen " + DisplayText.time(late) + " late"));
    return facts;
  }

  private static Story of(
      SidePair<?> pair, Outcome outcome, Duration after, Optional<Diagnosis> diagnosis) {
    var timeline = pair.timeline();
    return new Story(
        outcome,
        diagnosis,
        after,
        pair instanceof Pair connections ? Optional.of(connections.didsMatch()) : Optional.empty(),
        timeline.entries().isEmpty() ? initialEntries(pair) : timeline.entries(),
        timeline.remarks(),
        timeline.calls(),
        timeline.lateness(),
        pair);
  }

  /**
   * Where the first step failed, nothing was watched yet; the call before it returned the state.
   */
  private static List<Timeline.Entry> initialEntries(SidePair<?> pair) {
    return pair.sides().stream()
        .flatMap(
            side ->
                pair.side(side).stream()
                    .map(
                        record ->
                            new Timeline.Entry(
                                side, record.reportedState(), Duration.ZERO, Timeline.Source.CALL)))
        .toList();
  }
}
