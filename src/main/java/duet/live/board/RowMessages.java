package duet.live.board;

import duet.agent.InvitationRecord;
import duet.didcomm.MalformedException;
import duet.embedded.outgoing.MessageTrace.Direction;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.report.ExchangeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The messages of exchanges that belong together: those that embedded agents had in hand, and
 * beside them what the states prove to have been sent.
 */
final class RowMessages {

  private static final int MOST = 200;

  private final MessageTraces traces;

  RowMessages(MessageTraces traces) {
    this.traces = traces;
  }

  /** In the order of their time, the invitation first. */
  List<SeenMessage> of(List<ObservedThread> threads) {
    var all =
        threads.stream()
            .flatMap(thread -> of(thread).stream())
            .sorted(Comparator.comparing(SeenMessage::at))
            .limit(MOST)
            .toList();
    var numbered = new ArrayList<SeenMessage>();
    for (SeenMessage message : all) {
      numbered.add(with(numbered.size(), message.again(), message));
    }
    return numbered;
  }

  private List<SeenMessage> of(ObservedThread thread) {
    var traced = new ArrayList<>(traces.of(thread.key().thread()));
    traced.removeIf(message -> !isOf(thread.key().kind(), message.type()));
    var proven =
        names(thread).stream()
            .filter(name -> traced.stream().noneMatch(message -> name.isOf(message.type())))
            .flatMap(name -> proven(name, thread).stream());
    var all = Stream.concat(proven, traced.stream().map(message -> traced(message, thread)));
    return marked(all.sorted(Comparator.comparing(SeenMessage::at)).toList(), names(thread));
  }

  /** An exchange needs each message of its protocol once. */
  private static List<SeenMessage> marked(List<SeenMessage> messages, List<MessageName> names) {
    var known = names.stream().map(MessageName::toString).collect(Collectors.toSet());
    var seen = new HashSet<String>();
    return messages.stream()
        .map(
            message ->
                known.contains(message.name()) && !seen.add(message.from() + message.name())
                    ? with(message.number(), true, message)
                    : message)
        .toList();
  }

  private static List<MessageName> names(ObservedThread thread) {
    return ExchangeKind.of(thread.pair()).messages(entries(thread)).stream()
        .map(MessageName::of)
        .toList();
  }

  /** A stranger may send anything in any thread, such as an offer in a connection's. */
  private static boolean isOf(RowKind kind, String type) {
    return Stream.of(MessageName.values())
        .filter(name -> !name.message().outOfBand())
        .filter(name -> !kind.sides().contains(Side.of(name.message().sender())))
        .noneMatch(name -> name.isOf(type));
  }

  private static SeenMessage traced(TracedMessage message, ObservedThread thread) {
    var sides = thread.key().kind().sides();
    var holder =
        thread.held().entrySet().stream()
            .filter(one -> one.getValue().agent() == message.agent())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(message.agent().begins() ? sides.get(0) : sides.get(1));
    var from = message.direction() == Direction.SENT ? holder : holder.other();
    return new SeenMessage(
        0,
        MessageName.of(message.type()),
        Optional.of(message.type()),
        from,
        from.other(),
        message.at(),
        message.from(),
        message.to(),
        Optional.of(
            new SeenMessage.Contents(message.header(), message.readers(), message.plaintext())),
        false);
  }

  /** A message of which only the states tell. */
  private static Optional<SeenMessage> proven(MessageName name, ObservedThread thread) {
    return sentAt(name, thread)
        .map(
            at -> {
              var pair = thread.pair();
              var from = Side.of(name.message().sender());
              var to = from.other();
              return new SeenMessage(
                  0,
                  name.toString(),
                  Optional.empty(),
                  from,
                  to,
                  at,
                  pair.did(from),
                  name.message().outOfBand() ? Optional.empty() : pair.did(to),
                  invitation(thread).filter(any -> name.message().outOfBand()),
                  false);
            });
  }

  private static Optional<SeenMessage.Contents> invitation(ObservedThread thread) {
    return thread.key().kind().sides().stream()
        .flatMap(side -> thread.record(side).stream())
        .flatMap(
            record -> record instanceof InvitationRecord one ? json(one).stream() : Stream.empty())
        .findFirst()
        .map(json -> new SeenMessage.Contents("", List.of(), Optional.of(json)));
  }

  private static Optional<String> json(InvitationRecord made) {
    try {
      return Optional.of(made.invitation().json());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** When a state first showed it. */
  private static Optional<Instant> sentAt(MessageName name, ObservedThread thread) {
    var message = name.message();
    if (message.outOfBand()) {
      return Optional.of(thread.began());
    }
    return entries(thread).stream()
        .filter(
            entry -> {
              var state = ExchangeKind.of(thread.pair()).state(entry.state());
              return state.proves(message) || state.sends().equals(Optional.of(message));
            })
        .map(entry -> thread.began().plus(entry.at()))
        .min(Comparator.naturalOrder());
  }

  private static List<Timeline.Entry> entries(ObservedThread thread) {
    return thread.pair().timeline().entries();
  }

  private static SeenMessage with(int number, boolean again, SeenMessage message) {
    return new SeenMessage(
        number,
        message.name(),
        message.type(),
        message.from(),
        message.to(),
        message.at(),
        message.senderDid(),
        message.receiverDid(),
        message.contents(),
        again);
  }
}
