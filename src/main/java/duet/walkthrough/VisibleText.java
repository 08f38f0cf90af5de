package duet.walkthrough;

import java.util.stream.Collectors;

/** Text from outside, made fit to be shown. */
final class VisibleText {

  private static final int LONGEST = 4000;
  private static final int LINES = 40;
  private static final int BRIEF = 72;

  private VisibleText() {}

  /** A line: control characters are shown, not obeyed, and a carriage return at its end is lost. */
  static String line(String text) {
    var line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (line.codePoints().noneMatch(VisibleText::harmful)) {
      return line;
    }
    return line.codePoints()
        .mapToObj(c -> harmful(c) ? "\\u%04x".formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** A value's text: several lines, but not too many, and not too long. */
  static String value(String text) {
    var shorter = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    var lines = shorter.lines().map(VisibleText::line).limit(LINES + 1L).toList();
    var kept = lines.size() > LINES ? lines.subList(0, LINES) : lines;
    var end = lines.size() > LINES ? "\n…" : "";
    return String.join("\n", kept).replaceAll("\\b(?:[\\w$]+\\.)*([\\w$]+)@[0-9a-f]{5,8}\\b", "$1")
        + end;
  }

  /** A value's text in one line of no more than a terminal's width. */
  static String brief(String value) {
    var line = value.lines().findFirst().orElse("");
    boolean whole = line.length() == value.length() && line.length() <= BRIEF;
    return whole ? line : line.substring(0, Math.min(BRIEF, line.length())).stripTrailing() + "…";
  }

  private static boolean harmful(int c) {
    return c != '\t' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }
}
