package duet.walkthrough;

import duet.text.SafeText;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Untrusted text, escaped and shortened for display. */
final class VisibleText {

  private static final int LONGEST = 4000;
  private static final int LINES = 40;
  private static final int BRIEF = 72;

  private VisibleText() {}

  /** A line: escaped except for tabs, without a carriage return at its end. */
  static String line(String text) {
    var line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    return Stream.of(line.split("\t", -1)).map(SafeText::escape).collect(Collectors.joining("\t"));
  }

  /** A value's text: several lines, but not too many, and not too long. */
  static String value(String text) {
    var lines =
        SafeText.shorten(text, LONGEST).lines().map(VisibleText::line).limit(LINES + 1L).toList();
    var kept = lines.size() > LINES ? lines.subList(0, LINES) : lines;
    var end = lines.size() > LINES ? "\n…" : "";
    return String.join("\n", kept).replaceAll("\\b(?:[\\w$]+\\.)*([\\w$]+)@[0-9a-f]{5,8}\\b", "$1")
        + end;
  }

  /** A value's text in one line of no more than a terminal's width. */
  static String brief(String value) {
    var line = value.lines().findFirst().orElse("");
    boolean whole = line.length() == value.length();
    return SafeText.shorten(whole ? line : line.stripTrailing() + "…", BRIEF);
  }
}
