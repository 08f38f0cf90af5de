package duet.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** A Markdown table as aligned columns; cells are wrapped where the width doesn't suffice. */
final class TableView {

  private static final String GAP = "  ";
  private static final int NARROWEST = 6;

  private final Console console;
  private final List<TableCell> header = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  TableView(Console console, TableBlock table) {
    this.console = console;
    table.accept(
        new AbstractVisitor() {
          @Override
          public void visit(org.commonmark.node.CustomNode node) {
            if (node instanceof TableRow row) {
              add(row);
            } else {
              visitChildren(node);
            }
          }
        });
  }

  private void add(TableRow row) {
    var cells = new ArrayList<String>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (rows.isEmpty()) {
        header.add((TableCell) cell);
      }
      cells.add(Console.safe(text(cell)));
    }
    rows.add(cells);
  }

  List<String> lines(int width) {
    var widths = widths(width);
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      boolean heading = lines.isEmpty();
      lines(row, widths).forEach(line -> lines.add(heading ? console.bold(line) : line));
      if (heading) {
        var rules = IntStream.of(widths).mapToObj("-"::repeat).toList();
        lines.add(String.join(GAP, rules));
      }
    }
    return lines;
  }

  /** As wide as their cells; if that is too much, the widest give. */
  private int[] widths(int width) {
    var widths =
        IntStream.range(0, header.size())
            .map(i -> rows.stream().mapToInt(row -> DisplayWidth.of(cell(row, i))).max().orElse(0))
            .map(cell -> Math.max(1, cell))
            .toArray();
    int gaps = GAP.length() * (widths.length - 1);
    while (IntStream.of(widths).sum() + gaps > width) {
      int widest =
          IntStream.range(0, widths.length)
              .boxed()
              .max(Comparator.comparing(i -> widths[i]))
              .orElseThrow();
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private List<String> lines(List<String> row, int[] widths) {
    var cells =
        IntStream.range(0, widths.length).mapToObj(i -> wrapped(cell(row, i), widths[i])).toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height)
        .mapToObj(
            line ->
                String.join(
                        GAP,
                        IntStream.range(0, widths.length)
                            .mapToObj(i -> aligned(cell(cells.get(i), line), i, widths[i]))
                            .toList())
                    .stripTrailing())
        .toList();
  }

  private String aligned(String text, int column, int width) {
    int free = Math.max(0, width - DisplayWidth.of(text));
    var alignment = header.get(column).getAlignment();
    int before =
        alignment == TableCell.Alignment.RIGHT
            ? free
            : alignment == TableCell.Alignment.CENTER ? free / 2 : 0;
    return " ".repeat(before) + text + " ".repeat(free - before);
  }

  /** At spaces if possible, else within words. */
  private static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" +")) {
      if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ");
      for (int character : word.codePoints().toArray()) {
        if (!line.isEmpty()
            && DisplayWidth.of(line.toString()) + DisplayWidth.of(character) > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.appendCodePoint(character);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }

  private static String text(Node cell) {
    var text = new StringBuilder();
    cell.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString().strip();
  }
}
