package duet.live.board;

import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Diagnosis;
import duet.exchange.Progress;
import duet.exchange.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an exchange has come to at one moment.
 *
 * @param word in a few words
 * @param diagnosis of a dead end
 * @param expiresAt of an open invitation
 */
record Judgement(
    Standing standing, String word, Optional<Diagnosis> diagnosis, Optional<Instant> expiresAt) {

  /** Before that, silence is usual. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(5);

  static Judgement of(ObservedThread thread, Instant now) {
    var judged = unanswered(thread, now).orElseGet(() -> seen(thread, now));
    return thread.deleted().isEmpty()
        ? judged
        : new Judgement(
            judged.standing,
            judged.word + "; deleted at " + deletedAt(thread),
            judged.diagnosis,
            judged.expiresAt);
  }

  private static Judgement seen(ObservedThread thread, Instant now) {
    var progress = thread.progress();
    if (progress instanceof Progress.Complete) {
      return ended(Standing.COMPLETE, complete(thread), Optional.empty());
    }
    if (progress instanceof Progress.DeadEnd end) {
      var diagnosis = end.diagnosis();
      return ended(Standing.DEAD_END, diagnosis.summary(), Optional.of(diagnosis));
    }
    var failure = thread.failure();
    if (failure.isPresent()) {
      return ended(Standing.DEAD_END, failure.get().summary(), failure);
    }
    boolean quiet = thread.changed().plus(USUAL_SILENCE).isBefore(now);
    var word =
        thread
            .lastWord()
            .filter(last -> quiet && last.cause() != Cause.STILL_UNDERWAY)
            .map(Diagnosis::summary);
    return ended(Standing.UNDERWAY, word.orElse("under way"), Optional.empty());
  }

  /** Of an invitation that is with nobody we see. */
  private static Optional<Judgement> unanswered(ObservedThread thread, Instant now) {
    var sides = thread.key().kind().sides();
    var made = thread.record(sides.get(0)).filter(any -> thread.record(sides.get(1)).isEmpty());
    if (made.map(AgentRecord::reportedState).equals(Optional.of("InvitationExpired"))) {
      return Optional.of(expired());
    }
    if (made.filter(Judgement::invites).isEmpty()) {
      return Optional.empty();
    }
    var end = thread.beganHere().plus(EmbeddedAgent.EXPIRY);
    return Optional.of(
        now.isBefore(end)
            ? new Judgement(
                Standing.OPEN, "waits for an answer", Optional.empty(), Optional.of(end))
            : expired());
  }

  private static boolean invites(AgentRecord made) {
    return made.state().kind() == State.Kind.WAITING
        && made.state().sends().filter(ProtocolMessage::outOfBand).isPresent();
  }

  private static String complete(ObservedThread thread) {
    return switch (thread.key().kind()) {
      case CONNECTION -> "connected";
      case CREDENTIAL -> "issued";
      case PROOF -> thread.record(Side.VERIFIER).isPresent() ? "verified" : "presented";
    };
  }

  private static String deletedAt(ObservedThread thread) {
    return thread.deleted().stream()
        .map(side -> "the " + side + "'s agent")
        .collect(Collectors.joining(" and "));
  }

  private static Judgement expired() {
    return ended(Standing.EXPIRED, "nobody answered in time", Optional.empty());
  }

  private static Judgement ended(Standing standing, String word, Optional<Diagnosis> diagnosis) {
    return new Judgement(standing, word, diagnosis, Optional.empty());
  }
}
