package duet.report;

import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The story as lines of at most 100 columns: one column for each side, remarks between. */
final class TextStory {

  private final Story story;
  private final boolean mediated;

  private TextStory(Story story) {
    this.story = story;
    this.mediated = !story.mediators().isEmpty();
  }

  static String of(Story story) {
    return new TextStory(story).text();
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.add(
        row(
            "after",
            head(story.sides().get(0)),
            mediated ? "mediator" : "",
            head(story.sides().get(1))));
    lines.addAll(events());
    lines.add("");
    lines.add(labelled("facts", String.join("; ", story.facts())));
    story.diagnosis().ifPresent(diagnosis -> lines.addAll(diagnosis(diagnosis)));
    var why = story.diagnosis().map(diagnosis -> ", " + diagnosis.summary()).orElse("");
    lines.add(wrapped("", story.ending() + why));
    return String.join("\n", lines) + "\n";
  }

  private List<String> events() {
    record Event(Duration at, String text) {}
    return Stream.concat(
            story.entries().stream().map(entry -> new Event(entry.at(), state(entry))),
            story.remarks().stream().map(remark -> new Event(remark.at(), remark(remark))))
        .sorted(Comparator.comparing(Event::at))
        .map(Event::text)
        .toList();
  }

  private String state(Timeline.Entry entry) {
    var source = " (" + entry.source() + ")";
    int column = mediated ? 36 : 42;
    var name = SafeText.shorten(SafeText.escape(entry.state()), column - source.length()) + source;
    boolean left = entry.side().begins();
    var passed =
        story.passedOn(entry).map(message -> left ? message + " →" : "← " + message).orElse("");
    return row(DisplayText.time(entry.at()), left ? name : "", passed, left ? "" : name);
  }

  private static String remark(Timeline.Remark remark) {
    return wrapped("%9s  · ".formatted(DisplayText.time(remark.at())), remark.text());
  }

  private static List<String> diagnosis(Diagnosis diagnosis) {
    var lines = new ArrayList<String>();
    lines.add(labelled("cause", diagnosis.cause() + ": " + diagnosis.cause().summary()));
    diagnosis.side().ifPresent(side -> lines.add(labelled("side", side.toString())));
    diagnosis.evidence().forEach(evidence -> lines.add(labelled("evidence", evidence)));
    lines.add(labelled("try", diagnosis.advice()));
    return lines;
  }

  private static String labelled(String label, String text) {
    return wrapped("%9s  ".formatted(label), text);
  }

  /** Further lines are indented as far as the first one's prefix reaches. */
  private static String wrapped(String prefix, String text) {
    var lines = WrappedText.lines(SafeText.escape(text), prefix.length());
    return prefix + String.join("\n" + " ".repeat(prefix.length()), lines);
  }

  private String head(Side side) {
    return side + (story.side(side).isPresent() ? "" : " (unseen)");
  }

  /** The mediator's column is there only if there is one. */
  private String row(String time, String left, String middle, String right) {
    var row =
        mediated
            ? "%9s  %-36s  %-10s  %s".formatted(time, left, middle, right)
            : "%9s  %-42s  %s".formatted(time, left, right);
    return row.stripTrailing();
  }
}
