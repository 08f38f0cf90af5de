package duet.report;

import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The story as lines of at most 100 columns: one column for each side, remarks between. */
final class TextStory {

  private static final String COLUMNS = "%9s  %-42s  %s";
  private static final int COLUMN = 42;
  private static final int INDENT = 11;

  private final Story story;

  private TextStory(Story story) {
    this.story = story;
  }

  static String of(Story story) {
    return new TextStory(story).lines().map(line -> line + "\n").collect(Collectors.joining());
  }

  private Stream<String> lines() {
    var head = row("after", head(Side.INVITER), head(Side.INVITEE));
    return Stream.of(Stream.of(head), happenings(), ending()).flatMap(lines -> lines);
  }

  private Stream<String> happenings() {
    record Happening(Duration at, List<String> lines) {}
    var happenings = new ArrayList<Happening>();
    story.entries().forEach(entry -> happenings.add(new Happening(entry.at(), state(entry))));
    story.remarks().forEach(remark -> happenings.add(new Happening(remark.at(), remark(remark))));
    return happenings.stream()
        .sorted(Comparator.comparing(Happening::at))
        .flatMap(happening -> happening.lines().stream());
  }

  private static List<String> state(Timeline.Entry entry) {
    var source = " (" + entry.source() + ")";
    var name =
        WrappedText.clipped(DisplayText.safe(entry.state()), COLUMN - source.length()) + source;
    boolean left = entry.side() == Side.INVITER;
    return List.of(row(DisplayText.time(entry.at()), left ? name : "", left ? "" : name));
  }

  private static List<String> remark(Timeline.Remark remark) {
    var lines = WrappedText.lines(DisplayText.safe(remark.text()), INDENT + 2);
    var first = "%9s  · %s".formatted(DisplayText.time(remark.at()), lines.get(0));
    return Stream.concat(
            Stream.of(first), lines.stream().skip(1).map(line -> " ".repeat(INDENT + 2) + line))
        .toList();
  }

  private Stream<String> ending() {
    var why = story.diagnosis().map(diagnosis -> ", " + diagnosis.summary()).orElse("");
    return Stream.of(
            Stream.of(""),
            labelled("facts", String.join("; ", story.facts())).stream(),
            story.diagnosis().stream().flatMap(this::diagnosis),
            WrappedText.lines(story.ending() + why, 0).stream())
        .flatMap(lines -> lines);
  }

  private Stream<String> diagnosis(Diagnosis diagnosis) {
    var lines = new ArrayList<String>();
    lines.addAll(labelled("cause", diagnosis.cause().name() + ": " + diagnosis.cause().summary()));
    diagnosis.side().ifPresent(side -> lines.addAll(labelled("side", side.toString())));
    diagnosis.evidence().forEach(evidence -> lines.addAll(labelled("evidence", evidence)));
    lines.addAll(labelled("try", diagnosis.cause().advice()));
    return lines.stream();
  }

  private static List<String> labelled(String label, String text) {
    var lines = WrappedText.lines(DisplayText.safe(text), INDENT);
    var rows = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      rows.add("%9s  %s".formatted(i == 0 ? label : "", lines.get(i)));
    }
    return rows;
  }

  private String head(Side side) {
    return side + (story.seen(side) ? "" : " (unseen)");
  }

  private static String row(String time, String left, String right) {
    return COLUMNS.formatted(time, left, right).stripTrailing();
  }
}
