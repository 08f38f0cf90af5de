package duet.live.board;

import duet.OpenedAgents;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.ConnectionState;
import duet.agent.CredentialExchange;
import duet.agent.InvitationRecord;
import duet.agent.State;
import duet.delivery.Link;
import duet.didcomm.MalformedException;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.live.board.Detail.Step;
import duet.report.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is known of a row at one moment. Callers hold the threads' monitor. */
final class Details {

  private static final Set<ConnectionState> UNANSWERED =
      EnumSet.of(ConnectionState.INVITATION_GENERATED, ConnectionState.INVITATION_EXPIRED);

  private final BoardThreads threads;
  private final RowBuilder view;
  private final RowMessages messages;
  private final OpenedAgents agents;
  private final Link link;

  Details(
      BoardThreads threads,
      RowBuilder view,
      MessageTraces traces,
      OpenedAgents agents,
      BoardOptions options) {
    this.threads = threads;
    this.view = view;
    this.messages = new RowMessages(traces);
    this.agents = agents;
    this.link = new Link(options.linkBase());
  }

  Detail of(ObservedThread thread) {
    var row = view.of(thread);
    var all = new ArrayList<ObservedThread>(List.of(thread));
    all.addAll(threads.followUps(thread.key()));
    var open = Optional.of(thread).filter(any -> row.standing() == Standing.OPEN);
    return new Detail(
        row,
        all.stream()
            .map(
                one ->
                    one == thread && row.standing() == Standing.EXPIRED
                        ? unanswered(one)
                        : Report.of(one.pair(), one.progress()))
            .toList(),
        records(all),
        messages.of(all),
        open.flatMap(this::link),
        deletable(thread),
        steps(thread, row.standing()));
  }

  /** The record of our holder's last credential of a connection. */
  Optional<CredentialExchange> lastCredential(ObservedThread connection) {
    return threads.followUps(connection.key()).stream()
        .flatMap(thread -> thread.at(Side.INVITEE).stream())
        .filter(one -> one.getKey() == Side.HOLDER)
        .flatMap(
            one ->
                one.getValue() instanceof CredentialExchange seen
                    ? Stream.of(seen)
                    : Stream.empty())
        .filter(seen -> seen.state().kind() == State.Kind.FINAL)
        .reduce((earlier, later) -> later);
  }

  /** Whether the inviter's agent can send over a connection. */
  static boolean established(ObservedThread thread) {
    return thread.key().kind() == RowKind.CONNECTION
        && thread
            .at(Side.INVITER)
            .filter(one -> one.getValue().state().kind() == State.Kind.FINAL)
            .isPresent();
  }

  /** Not every agent tells that an invitation has expired. */
  private Report unanswered(ObservedThread thread) {
    var timeline = thread.pair().timeline();
    boolean told = timeline.entries().size() > 1;
    return Report.timedOut(
        thread.pair(),
        told ? timeline.length() : EmbeddedAgent.EXPIRY,
        Diagnosis.of(Cause.NOBODY_ANSWERED, null));
  }

  /** Agents delete only what nobody has answered. */
  static Set<Side> deletable(ObservedThread thread) {
    return thread
        .present()
        .map(Map.Entry::getKey)
        .filter(
            side ->
                thread
                    .record(side)
                    .map(AgentRecord::state)
                    .filter(UNANSWERED::contains)
                    .isPresent())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Side.class)));
  }

  private Set<Step> steps(ObservedThread thread, Standing standing) {
    var steps = EnumSet.noneOf(Step.class);
    if (thread.key().kind() != RowKind.CONNECTION) {
      return steps;
    }
    boolean ours = thread.at(Side.INVITER).filter(one -> one.getKey() == Side.INVITER).isPresent();
    if (standing == Standing.OPEN && ours && agents.has(Side.INVITEE)) {
      steps.add(Step.ACCEPT);
    }
    if (!deletable(thread).isEmpty()) {
      steps.add(Step.DELETE);
    }
    if (established(thread)) {
      steps.add(Step.ISSUE);
      if (thread.at(Side.INVITEE).isEmpty() || lastCredential(thread).isPresent()) {
        steps.add(Step.PRESENT);
      }
    }
    return steps;
  }

  /** As the agent made it where the invitation can't be read. */
  private Optional<String> link(ObservedThread thread) {
    var first = thread.key().kind().sides().get(0);
    return thread
        .record(first)
        .flatMap(
            record ->
                record instanceof InvitationRecord made
                    ? Optional.of(link(made))
                    : Optional.empty());
  }

  private String link(InvitationRecord made) {
    try {
      return link.of(made);
    } catch (MalformedException e) {
      return made.invitationUrl();
    }
  }

  private static Map<Side, List<AgentRecord>> records(List<ObservedThread> all) {
    var records = new EnumMap<Side, List<AgentRecord>>(Side.class);
    for (ObservedThread thread : all) {
      for (Side side : thread.key().kind().sides()) {
        thread
            .record(side)
            .ifPresent(
                record -> records.computeIfAbsent(side, any -> new ArrayList<>()).add(record));
      }
    }
    return records;
  }
}
