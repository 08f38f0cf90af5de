package duet.cli;

import duet.walkthrough.Cell;
import duet.walkthrough.RunListener;
import duet.walkthrough.SnippetResult;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Shows a walkthrough as it runs: its prose, each snippet with its line's number, what it printed
 * and evaluated to, and how long it took.
 */
final class WalkthroughView implements RunListener {

  private static final String MARGIN = "      ";

  private final Console console;
  private final int width;
  private final int from;
  private final Optional<BooleanSupplier> pause;
  private int codeCells;
  private boolean shown;

  /**
   * @param width of the prose, in columns
   * @param from the first code cell that is shown, with the prose before it; counted from 1
   * @param pause asked after each code cell was shown whether it is to run; without it, snippets
   *     are shown one by one as they run
   */
  WalkthroughView(Console console, int width, int from, Optional<BooleanSupplier> pause) {
    this.console = console;
    this.width = width;
    this.from = from;
    this.pause = pause;
  }

  @Override
  public boolean cell(Cell cell) {
    shown = codeCells + 1 >= from;
    if (cell instanceof Cell.Code code) {
      codeCells++;
      if (shown) {
        console.print("");
        pause.ifPresent(asked -> show(code.line(), code.source()));
        return pause.isEmpty() || pause.get().getAsBoolean();
      }
    } else if (shown && cell instanceof Cell.Prose prose) {
      console.print("");
      MarkdownView.lines(console, prose.parsed(), width).forEach(console::print);
    }
    return true;
  }

  @Override
  public void snippet(int line, String source) {
    if (shown && pause.isEmpty()) {
      show(line, source);
    }
  }

  private void show(int line, String source) {
    int number = line;
    for (String text : source.lines().toList()) {
      console.print(console.faint("%4d  ".formatted(number++)) + console.code(Console.safe(text)));
    }
  }

  @Override
  public void output(String line) {
    if (shown) {
      console.print(MARGIN + line);
    }
  }

  @Override
  public void step(SnippetResult step) {
    if (!shown) {
      return;
    }
    step.value().ifPresent(value -> value.lines().forEach(text -> console.print(MARGIN + text)));
    console.print(console.faint(MARGIN + TextView.millis(step.took())));
  }
}
