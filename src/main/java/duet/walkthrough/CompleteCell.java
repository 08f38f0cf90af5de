package duet.walkthrough;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;

/**
 * A cell as it is run. Code that isn't finished takes in the cells after it: a comment inside a
 * snippet is no prose, whatever its column.
 *
 * @param snippets none if it is prose
 * @param next the index of the cell that follows
 */
record CompleteCell(Cell cell, List<SnippetSplitter.Next> snippets, int next) {

  CompleteCell {
    snippets = List.copyOf(snippets);
  }

  /** The cell at an index, with those that it takes in. */
  static CompleteCell at(int index, Walkthrough walkthrough, SourceCodeAnalysis analysis) {
    if (!(walkthrough.cells().get(index) instanceof Cell.Code code)) {
      return new CompleteCell(walkthrough.cells().get(index), List.of(), index + 1);
    }
    var splitter = new SnippetSplitter(analysis, code.line()).add(code.source());
    var finished = finished(splitter);
    var unfinished = splitter.unfinished();
    if (unfinished.isEmpty()) {
      return new CompleteCell(code, finished, index + 1);
    }
    var more = new ArrayList<>(finished);
    int end = code.line() + (int) code.source().lines().count();
    for (int next = index + 2; next <= walkthrough.cells().size(); next++) {
      splitter.add(walkthrough.text(end, next));
      more.addAll(finished(splitter));
      if (splitter.unfinished().isEmpty()) {
        var source = walkthrough.text(code.line(), next);
        return new CompleteCell(new Cell.Code(code.line(), source), more, next);
      }
      end = walkthrough.end(next);
    }
    finished.add(unfinished.get());
    return new CompleteCell(code, finished, index + 1);
  }

  private static List<SnippetSplitter.Next> finished(SnippetSplitter splitter) {
    var all = new ArrayList<SnippetSplitter.Next>();
    for (var next = splitter.next(); next.isPresent(); next = splitter.next()) {
      all.add(next.get());
    }
    return all;
  }
}
