package duet.live.page;

import com.fasterxml.jackson.databind.JsonNode;
import duet.agent.AgentRecord;
import duet.exchange.Side;
import duet.live.board.Detail;
import duet.live.board.Detail.Step;
import duet.live.board.RowKind;
import duet.live.board.Standing;
import duet.report.HtmlTemplate.Markup;
import duet.report.JsonDocument;
import duet.report.Outcome;
import duet.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A pair as the templates see it.
 *
 * @param target the id of the element that is replaced as it goes on
 */
record HtmlPair(String target, Viewer viewer, Detail detail, Clock clock) {

  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_FIELD = 160;
  private static final int LONGEST_CLAIM = 100;

  LongText name() {
    return new LongText("whole-name", detail.row().title(), LONGEST_NAME);
  }

  HtmlRow row() {
    return new HtmlRow(detail.row(), clock.instant());
  }

  String path() {
    return "/pairs/" + detail.row().id();
  }

  boolean leads() {
    return viewer.leads();
  }

  /** Whether it is an invitation that anybody with its link can still answer. */
  boolean open() {
    return detail.row().standing() == Standing.OPEN && detail.link().isPresent();
  }

  boolean complete() {
    return detail.row().standing() == Standing.COMPLETE;
  }

  boolean failed() {
    return Mark.over(detail.row().standing()) && !complete();
  }

  /** To its participant. */
  String headline() {
    return switch (detail.row().standing()) {
      case OPEN -> "Your invitation is ready";
      case UNDERWAY -> "Connecting you";
      case COMPLETE -> "You are connected";
      case DEAD_END -> "This came to a dead end";
      case EXPIRED -> "Your invitation expired before anybody answered it";
    };
  }

  List<Trouble> troubles() {
    return Trouble.of(detail.row());
  }

  String link() {
    return detail.link().orElse("");
  }

  Optional<Expiry> expires() {
    return detail
        .row()
        .expiresAt()
        .map(until -> new Expiry(until, TimeText.left(clock.instant(), until)));
  }

  boolean accept() {
    return detail.steps().contains(Step.ACCEPT);
  }

  boolean issue() {
    return detail.steps().contains(Step.ISSUE);
  }

  boolean present() {
    return detail.steps().contains(Step.PRESENT);
  }

  boolean delete() {
    return detail.steps().contains(Step.DELETE);
  }

  /** Such as {@code the inviter’s agent}. */
  String deletedAt() {
    return detail.deletable().stream()
        .map(side -> "the " + side + "’s agent")
        .collect(Collectors.joining(" and "));
  }

  /** Whether the other side's agent keeps its record. */
  boolean kept() {
    return detail.deletable().size() < detail.row().states().size();
  }

  /** Whether a new invitation of ours helps. */
  boolean again() {
    var row = detail.row();
    return failed() && row.kind() == RowKind.CONNECTION && row.states().containsKey(Side.INVITER);
  }

  /** What a form begins with. */
  String claim() {
    return new LongText("claim", detail.row().title(), LONGEST_CLAIM).excerpt();
  }

  List<Figure> figures() {
    return detail.reports().stream()
        .map(
            report ->
                new Figure(
                    report.subject() + ": " + end(report), new Markup(report.toUnstyledFigure())))
        .toList();
  }

  private static String end(Report report) {
    return report.outcome() == Outcome.TIMED_OUT
        ? "nobody answered"
        : report.outcome() + " after " + report.after();
  }

  List<MessageLine> messages() {
    return detail.messages().stream()
        .map(message -> new MessageLine(message, path(), clock))
        .toList();
  }

  List<RecordCard> records() {
    var number = new AtomicInteger();
    return detail.records().entrySet().stream()
        .flatMap(
            side ->
                side.getValue().stream()
                    .map(record -> RecordCard.of(side.getKey(), record, number)))
        .toList();
  }

  record Expiry(Instant instant, String left) {}

  record Figure(String heading, Markup drawing) {}

  /** A record in full. */
  record RecordCard(Side side, List<Field> fields) {

    static RecordCard of(Side side, AgentRecord record, AtomicInteger number) {
      return new RecordCard(
          side,
          JsonDocument.fields(JsonDocument.tree(record)).entrySet().stream()
              .map(field -> Field.of(field.getKey(), field.getValue(), number))
              .toList());
    }
  }

  record Field(String name, LongText value) {

    static Field of(String name, JsonNode value, AtomicInteger number) {
      var text = value.isTextual() ? value.textValue() : value.toString();
      return new Field(
          name, new LongText("field-" + number.getAndIncrement(), text, LONGEST_FIELD));
    }
  }
}
