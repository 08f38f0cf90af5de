package duet.live.page;

import duet.live.board.FollowUp;
import duet.live.board.Row;
import duet.live.board.Standing;
import duet.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A row as the templates see it. */
record HtmlRow(Row row, Instant now) {

  /** Twice what fits into a cell, which cuts the rest; a pair's own page has all of it. */
  private static final int LONGEST_NAME = 255;

  /** The step that everybody wants; what comes after it in the table is an end of another kind. */
  private static final int GOAL = 4;

  String id() {
    return row.id();
  }

  String name() {
    return SafeText.excerpt(row.title(), LONGEST_NAME);
  }

  String kind() {
    return followUpTrouble().map(trouble -> shown().kind() + " later").orElse(shown().kind());
  }

  String symbol() {
    return shown().symbol();
  }

  String standing() {
    return followUpTrouble().orElse(shown().standing());
  }

  /** What is spoken once it has ended. */
  Optional<String> end() {
    var ends =
        Stream.concat(
                Mark.over(row.standing()) ? Stream.of(spoken()) : Stream.empty(),
                Stream.concat(spoken("credential", row.credential()), spoken("proof", row.proof())))
            .collect(Collectors.joining("; "));
    return ends.isEmpty() ? Optional.empty() : Optional.of(name() + ": " + ends);
  }

  boolean pips() {
    return row.step().filter(step -> step.number() <= GOAL).isPresent();
  }

  List<Pip> steps() {
    int reached = row.step().orElseThrow().number();
    return IntStream.rangeClosed(1, GOAL).mapToObj(step -> new Pip(step <= reached)).toList();
  }

  /** As {@code 3/4 RequestReceived}, and without the goal once that is out of reach. */
  String step() {
    return row.step()
        .map(step -> (pips() ? step.number() + "/" + GOAL : step.number()) + " " + step)
        .orElseGet(() -> row.kind().name().toLowerCase(Locale.ROOT));
  }

  List<SideState> states() {
    return row.states().entrySet().stream()
        .map(entry -> new SideState(entry.getKey().toString(), entry.getValue()))
        .toList();
  }

  Instant began() {
    return row.beganAt();
  }

  String age() {
    return TimeText.age(row.beganAt(), now);
  }

  Optional<Follow> credential() {
    return row.credential().map(followUp -> Follow.of("credential", followUp));
  }

  Optional<Follow> proof() {
    return row.proof().map(followUp -> Follow.of("proof", followUp));
  }

  String word() {
    return row.word();
  }

  /** What must be seen before anything else. */
  Optional<Trouble> trouble() {
    return Trouble.of(row).stream().findFirst();
  }

  boolean deadEnd() {
    return row.diagnosis().isPresent();
  }

  /** Whether the diagnosis may have the room of what would have come next. */
  boolean failed() {
    return row.diagnosis().isPresent() && row.credential().isEmpty() && row.proof().isEmpty();
  }

  /** With what to try after a dead end. */
  String lastWord() {
    return trouble().map(Trouble::sentences).orElse(row.word());
  }

  /** A connection whose last credential or proof failed looks like a dead end. */
  private Mark shown() {
    return Mark.of(followUpTrouble().isPresent() ? Standing.DEAD_END : row.standing());
  }

  private Optional<String> followUpTrouble() {
    return trouble().flatMap(Trouble::what);
  }

  private String spoken() {
    return row.standing() == Standing.DEAD_END ? "dead end, " + lastWord() : row.word();
  }

  private static Stream<String> spoken(String what, Optional<FollowUp> followUp) {
    return followUp.stream()
        .filter(one -> Mark.over(one.standing()))
        .map(
            one ->
                one.diagnosis()
                    .map(why -> "%s: %s, %s".formatted(what, one.word(), why.summary()))
                    .orElse(what + " " + one.word()));
  }

  record Pip(boolean reached) {}

  record SideState(String side, String state) {}

  /** What came after the connection. */
  record Follow(String what, String kind, String symbol, String word) {

    static Follow of(String what, FollowUp followUp) {
      var mark = Mark.of(followUp.standing());
      return new Follow(what, mark.kind(), mark.symbol(), followUp.word());
    }
  }
}
