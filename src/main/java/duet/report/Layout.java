package duet.report;

import duet.exchange.Side;
import duet.text.SafeText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures of a drawing, in units that are about a pixel where it is meant to be read.
 *
 * @param name what the style knows it by
 * @param box a box' width
 * @param letters how many fit into a line of a box
 * @param line the height of a line
 */
record Layout(String name, int width, int box, int letters, int line) {

  /** For a desk or a wall: a state is one line. */
  static final Layout WIDE = new Layout("wide", 780, 284, 30, 21);

  /** For a phone: a state is two lines. */
  static final Layout NARROW = new Layout("narrow", 360, 140, 18, 17);

  private static final Pattern AFTER_FIRST_WORD =
      Pattern.compile("(?<=\\p{javaLowerCase})(?=\\p{javaUpperCase})");

  private static final int PADDING = 10;

  /** Where the first box may begin, under the names of the sides. */
  int top() {
    return 44;
  }

  int boxHeight() {
    return PADDING * 2 + line * (this == WIDE ? 2 : 3);
  }

  /** A side's line of life. */
  int lane(Side side) {
    return side.begins() ? box / 2 : width - box / 2;
  }

  /** The edge of a side's boxes that looks at the other side. */
  int edge(Side side) {
    return side.begins() ? box : width - box;
  }

  /** How far a name stands over the middle of its line, which it would hide where that is short. */
  int lift(int dx, int dy) {
    double slope = Math.abs((double) dy / dx);
    return this == WIDE || slope > 1 ? 0 : (int) (11 + 26 * slope);
  }

  /** A state's name in lines, broken between its words if it is long for one. */
  List<String> lines(String state) {
    var words = this == WIDE ? Stream.of(state) : Stream.of(AFTER_FIRST_WORD.split(state, 2));
    return words.map(line -> SafeText.shorten(line, letters)).toList();
  }
}
