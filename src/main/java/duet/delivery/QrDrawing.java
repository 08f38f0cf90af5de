package duet.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * A code drawn with characters, with two modules of margin, or one where it wouldn't fit otherwise:
 * the standard has four, but terminals are narrow, and readers accept less.
 */
public enum QrDrawing {
  /** Two modules a character, one above the other; black ink on white paper. */
  INK(1, 2) {
    @Override
    String cell(boolean upper, boolean lower) {
      return upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
    }
  },
  /** The same for a dark terminal without colours: light modules are what is drawn. */
  CHALK(1, 2) {
    @Override
    String cell(boolean upper, boolean lower) {
      return INK.cell(!upper, !lower);
    }
  },
  /** Two characters a module, in ASCII; for a dark terminal too. */
  ASCII(2, 1) {
    @Override
    String cell(boolean upper, boolean lower) {
      return upper ? "  " : "##";
    }
  };

  private static final int MARGIN = 2;
  private static final int LEAST_MARGIN = 1;

  private final int columnsPerModule;
  private final int modulesPerLine;

  QrDrawing(int columnsPerModule, int modulesPerLine) {
    this.columnsPerModule = columnsPerModule;
    this.modulesPerLine = modulesPerLine;
  }

  /** How wide a terminal has to be. */
  public int columns(QrCode code) {
    return columns(code, LEAST_MARGIN);
  }

  /**
   * @param columns how wide the terminal is
   */
  public List<String> lines(QrCode code, int columns) {
    int margin = columns(code, MARGIN) <= columns ? MARGIN : LEAST_MARGIN;
    var lines = new ArrayList<String>();
    for (int y = -margin; y < code.size() + margin; y += modulesPerLine) {
      var line = new StringBuilder();
      for (int x = -margin; x < code.size() + margin; x++) {
        line.append(cell(code.dark(x, y), code.dark(x, y + 1)));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private int columns(QrCode code, int margin) {
    return (code.size() + 2 * margin) * columnsPerModule;
  }

  abstract String cell(boolean upper, boolean lower);
}
