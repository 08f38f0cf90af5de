package duet.report;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines that fit 100 columns, at spaces where there are some. */
final class WrappedText {

  private static final int COLUMNS = 100;

  private WrappedText() {}

  /**
   * @param indent columns that are left free before each line
   */
  static List<String> lines(String text, int indent) {
    int width = COLUMNS - indent;
    var lines = new ArrayList<String>();
    var rest = text.strip();
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > width / 2 ? space : whole(rest, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** An end that doesn't cut a character in two. */
  private static int whole(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
