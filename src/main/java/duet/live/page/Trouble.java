package duet.live.page;

import duet.agent.Cause;
import duet.exchange.Diagnosis;
import duet.live.board.FollowUp;
import duet.live.board.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why something of a row came to a dead end.
 *
 * @param what such as {@code proof failed} or {@code proof: credential revoked}; empty for the
 *     row's own exchange
 */
record Trouble(Optional<String> what, Diagnosis diagnosis) {

  /** That of the row itself first, then of what came later. */
  static List<Trouble> of(Row row) {
    return Stream.of(
            row.diagnosis().map(why -> new Trouble(Optional.empty(), why)),
            row.proof().flatMap(one -> of("proof", one)),
            row.credential().flatMap(one -> of("credential", one)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Trouble> of(String what, FollowUp followUp) {
    return followUp
        .diagnosis()
        .map(
            why ->
                new Trouble(
                    Optional.of(
                        what
                            + (followUp.word().equals("revoked")
                                ? ": credential revoked"
                                : " failed")),
                    why));
  }

  String summary() {
    return what.map(text -> text + ", ").orElse("") + diagnosis.summary();
  }

  String advice() {
    return diagnosis.advice();
  }

  Cause cause() {
    return diagnosis.cause();
  }

  List<String> evidence() {
    return diagnosis.evidence();
  }

  String sentences() {
    return "%s. %s".formatted(summary(), advice());
  }
}
