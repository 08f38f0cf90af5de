package duet.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.ConnectionMessage;
import duet.agent.ConnectionState;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import duet.exchange.Diagnosis;
import duet.exchange.DidCommAddress;
import duet.exchange.MediatorHop;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.handshake.HandshakeException;
import duet.handshake.HandshakeTimeoutException;
import duet.handshake.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is told of a handshake, at one moment; {@link Report} describes its JSON.
 *
 * @param after from the accept to the end, or to the last change if it has not ended
 * @param entries in the order of their time
 * @param lateness of the sides whose agents told the time of their last change
 */
record Story(
    Outcome outcome,
    @JsonUnwrapped Optional<Diagnosis> diagnosis,
    @JsonProperty("afterMillis") Duration after,
    boolean didsMatch,
    @JsonProperty("timeline") List<Timeline.Entry> entries,
    List<Timeline.Remark> remarks,
    int calls,
    @JsonProperty("latenessMillis") Map<Side, Duration> lateness,
    Optional<Connection> inviter,
    Optional<Connection> invitee) {

  Story {
    entries = entries.stream().sorted(Comparator.comparing(Timeline.Entry::at)).toList();
    remarks = remarks.stream().sorted(Comparator.comparing(Timeline.Remark::at)).toList();
    lateness = Collections.unmodifiableMap(new TreeMap<>(lateness));
  }

  static Story of(Pair pair, Progress progress) {
    var after = pair.timeline().length();
    if (progress instanceof Progress.DeadEnd end) {
      return of(pair, Outcome.DEAD_END, after, Optional.of(end.diagnosis()));
    }
    var outcome = progress instanceof Progress.Complete ? Outcome.CONNECTED : Outcome.UNDERWAY;
    return of(pair, outcome, after, Optional.empty());
  }

  static Story of(HandshakeException failure) {
    var outcome =
        failure instanceof HandshakeTimeoutException ? Outcome.TIMED_OUT : Outcome.DEAD_END;
    return of(failure.pair(), outcome, failure.after(), Optional.of(failure.diagnosis()));
  }

  static Story of(Pair pair, AgentException failure) {
    var side =
        Side.CONNECTION.stream().filter(s -> s.toString().equals(failure.agent())).findFirst();
    var evidence = Stream.of(failure.seen()).filter(seen -> !seen.isEmpty()).toList();
    var diagnosis = new Diagnosis(failure.reason(), side, evidence);
    return of(pair, Outcome.ERROR, pair.timeline().elapsed(), Optional.of(diagnosis));
  }

  static Story interrupted(Pair pair) {
    return of(pair, Outcome.INTERRUPTED, pair.timeline().elapsed(), Optional.empty());
  }

  Optional<Connection> side(Side side) {
    return side == Side.INVITER ? inviter : invitee;
  }

  /** Those that pass messages on, in the order in which they get them. */
  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  List<MediatorHop> mediators() {
    return MediatorHop.of(pair());
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

  private Pair pair() {
    return new Pair(inviter, invitee, new Timeline());
  }

  /** What the text of an entry's state means. */
  State state(Timeline.Entry entry) {
    return ConnectionState.of(entry.state());
  }

  /** The messages that may have gone to and fro. */
  List<ProtocolMessage> messages() {
    return List.of(ConnectionMessage.values());
  }

  /** The end in a few words, such as {@code connected after 80 ms}. */
  String ending() {
    var last = outcome == Outcome.UNDERWAY ? ", last change" : "";
    return outcome + last + " after " + DisplayText.time(after);
  }

  /** Further facts, in a few words each: the DIDs, the calls, the lateness. */
  List<String> facts() {
    var facts = new ArrayList<String>();
    var unseen = Side.CONNECTION.stream().filter(side -> side(side).isEmpty()).toList();
    unseen.forEach(side -> facts.add(side + " not seen"));
    if (unseen.isEmpty() && outcome == Outcome.CONNECTED) {
      facts.add(didsMatch ? "the DIDs match crosswise" : "the DIDs do not match");
    }
    DidCommAddress.mediated(pair())
        .forEach(way -> facts.add(way.owner() + " reached " + way.way()));
    facts.add("calls to the agents: " + calls);
    lateness.forEach((side, late) -> facts.add(side + " seen " + DisplayText.time(late) + " late"));
    return facts;
  }

  private static Story of(
      Pair pair, Outcome outcome, Duration after, Optional<Diagnosis> diagnosis) {
    var timeline = pair.timeline();
    return new Story(
        outcome,
        diagnosis,
        after,
        pair.didsMatch(),
        timeline.entries().isEmpty() ? initialEntries(pair) : timeline.entries(),
        timeline.remarks(),
        timeline.calls(),
        timeline.lateness(),
        pair.inviter(),
        pair.invitee());
  }

  /** Where the accept failed, nothing was watched yet; the call before it returned the state. */
  private static List<Timeline.Entry> initialEntries(Pair pair) {
    return Side.CONNECTION.stream()
        .flatMap(
            side ->
                pair.side(side).stream()
                    .map(
                        connection ->
                            new Timeline.Entry(
                                side,
                                connection.reportedState(),
                                Duration.ZERO,
                                Timeline.Source.CALL)))
        .toList();
  }
}
