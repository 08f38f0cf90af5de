package duet.cli;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Renders Markdown as lines for a terminal, no wider than asked unless a word or code is. */
final class MarkdownView extends AbstractVisitor {

  private final Console console;
  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int used;
  private String indent = "";
  private String bullet = "";
  private boolean bold;
  private boolean fresh;

  private MarkdownView(Console console, int width) {
    this.console = console;
    this.width = width;
  }

  /**
   * @param width in columns, of which some characters take two
   */
  static List<String> lines(Console console, Node document, int width) {
    var view = new MarkdownView(console, width);
    document.accept(view);
    return view.lines;
  }

  @Override
  public void visit(Heading heading) {
    paragraph(heading, true);
  }

  @Override
  public void visit(Paragraph paragraph) {
    paragraph(paragraph, false);
  }

  @Override
  public void visit(BulletList list) {
    items(list, -1);
  }

  @Override
  public void visit(OrderedList list) {
    items(list, list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(HtmlBlock block) {
    code(block.getLiteral());
  }

  @Override
  public void visit(BlockQuote quote) {
    blank();
    var before = indent;
    indent += "| ";
    fresh = true;
    visitChildren(quote);
    indent = before;
  }

  @Override
  public void visit(ThematicBreak rule) {
    blank();
    lines.add(indent + "-".repeat(Math.max(1, width - indent.length())));
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      blank();
      new TableView(console, table)
          .lines(width - indent.length())
          .forEach(row -> lines.add((indent + row).stripTrailing()));
    }
  }

  @Override
  public void visit(HtmlInline html) {
    words(html.getLiteral());
  }

  @Override
  public void visit(Image image) {
    visitChildren(image);
    words(" (" + image.getDestination() + ")");
  }

  @Override
  public void visit(Text text) {
    words(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    word(Console.safe(code.getLiteral()), true);
  }

  @Override
  public void visit(Link link) {
    visitChildren(link);
    words(" (" + link.getDestination() + ")");
  }

  @Override
  public void visit(StrongEmphasis strong) {
    boolean before = bold;
    bold = true;
    visitChildren(strong);
    bold = before;
  }

  @Override
  public void visit(SoftLineBreak soft) {
    words(" ");
  }

  @Override
  public void visit(HardLineBreak hard) {
    end();
  }

  private void paragraph(Node node, boolean strong) {
    if (!(node.getParent() instanceof ListItem) || node.getPrevious() != null) {
      blank();
    }
    bold = strong;
    visitChildren(node);
    bold = false;
    end();
  }

  private void items(Node list, int first) {
    if (!(list.getParent() instanceof ListItem)) {
      blank();
    }
    var before = indent;
    int number = first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      bullet = before + (number < 0 ? "- " : number++ + ". ");
      indent = before + " ".repeat(bullet.length() - before.length());
      fresh = true;
      item.accept(this);
    }
    indent = before;
  }

  private void code(String literal) {
    blank();
    literal
        .lines()
        .forEach(
            text ->
                lines.add(
                    indent + "    " + console.code(Console.safe(text.replace("\t", "    ")))));
  }

  /** Before what follows something else; nothing at the start of a quote, an item or the whole. */
  private void blank() {
    if (!lines.isEmpty() && !fresh) {
      lines.add(indent.stripTrailing());
    }
    fresh = false;
  }

  /** Adds text; its lines may break at its spaces. */
  private void words(String text) {
    for (String part : Console.safe(text).split("(?<= )|(?= )")) {
      if (part.equals(" ")) {
        space();
      } else {
        word(part, false);
      }
    }
  }

  private void space() {
    if (used > 0 && !line.toString().endsWith(" ")) {
      line.append(' ');
      used++;
    }
  }

  private void word(String text, boolean code) {
    if (text.isEmpty()) {
      return;
    }
    boolean glued = used > 0 && !line.toString().endsWith(" ");
    int wide = DisplayWidth.of(text);
    if (used > 0 && !glued && indent.length() + used + wide > width) {
      end();
    }
    line.append(code ? console.code(text) : bold ? console.bold(text) : text);
    used += wide;
  }

  private void end() {
    if (used > 0) {
      lines.add((bullet.isEmpty() ? indent : bullet) + line.toString().stripTrailing());
      bullet = "";
      fresh = false;
    }
    line.setLength(0);
    used = 0;
  }
}
