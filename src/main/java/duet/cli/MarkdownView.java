package duet.cli;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Renders Markdown as lines for a terminal, at most 80 columns wide unless a word is wider. */
final class MarkdownView extends AbstractVisitor {

  private static final int WIDTH = 80;

  private final Console console;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int used;
  private String indent = "";
  private String bullet = "";
  private boolean bold;

  private MarkdownView(Console console) {
    this.console = console;
  }

  static List<String> lines(Console console, String markdown) {
    var view = new MarkdownView(console);
    Parser.builder().build().parse(markdown).accept(view);
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
    boolean inItem = node.getParent() instanceof ListItem;
    if (!lines.isEmpty() && !inItem) {
      lines.add("");
    }
    bold = strong;
    visitChildren(node);
    bold = false;
    end();
  }

  private void items(Node list, int first) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    var before = indent;
    int number = first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      bullet = before + (number < 0 ? "- " : number++ + ". ");
      indent = " ".repeat(bullet.length());
      item.accept(this);
    }
    indent = before;
  }

  private void code(String literal) {
    lines.add("");
    literal.lines().forEach(text -> lines.add("    " + console.code(Console.safe(text))));
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
    if (used > 0 && !glued && indent.length() + used + text.length() > WIDTH) {
      end();
    }
    line.append(code ? console.code(text) : bold ? console.bold(text) : text);
    used += text.length();
  }

  private void end() {
    if (used > 0) {
      lines.add((bullet.isEmpty() ? indent : bullet) + line.toString().stripTrailing());
      bullet = "";
    }
    line.setLength(0);
    used = 0;
  }
}
