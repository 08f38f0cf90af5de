package duet.walkthrough;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/** A part of a walkthrough that is read, or run, as one. */
public sealed interface Cell {

  /** Where it begins in its file, counted from 1. */
  int line();

  /** Comment lines that start in the first column, without their slashes: Markdown. */
  record Prose(int line, String markdown) implements Cell {

    private static final Parser PARSER =
        Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** As GitHub reads it, tables included. */
    public Node parsed() {
      return PARSER.parse(markdown);
    }
  }

  /** All lines between two pieces of prose, without blank lines around them. */
  record Code(int line, String source) implements Cell {}
}
