package duet.report;

import duet.exchange.Side;
import java.util.ArrayList;
import java.util.List;

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
  static final Layout WIDE = new Layout("wide", 780, 284, 27, 21);

  /** For a phone: a state is two lines. */
  static final Layout NARROW = new Layout("narrow", 360, 140, 16, 17);

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
    return side == Side.INVITER ? box / 2 : width - box / 2;
  }

  /** The edge of a side's boxes that looks at the other side. */
  int edge(Side side) {
    return side == Side.INVITER ? box : width - box;
  }

  /** How far a name stands over the middle of its line, which it would hide where that is short. */
  int lift(int dx, int dy) {
    double slope = Math.abs((double) dy / dx);
    return this == WIDE || slope > 1 ? 0 : (int) (11 + 26 * slope);
  }

  /** A state's name in lines, broken between its words if it is long for one. */
  List<String> lines(String state) {
    var lines = new ArrayList<String>();
    int words = this == WIDE ? -1 : breaking(state);
    if (words > 0) {
      lines.add(WrappedText.clipped(state.substring(0, words), letters));
      lines.add(WrappedText.clipped(state.substring(words), letters));
    } else {
      lines.add(WrappedText.clipped(state, letters));
    }
    return lines;
  }

  /** Before the capital letter after the first word; -1 if there is none, or no need. */
  private static int breaking(String state) {
    for (int i = 1; i < state.length(); i++) {
      if (Character.isUpperCase(state.charAt(i)) && Character.isLowerCase(state.charAt(i - 1))) {
        return i;
      }
    }
    return -1;
  }
}
