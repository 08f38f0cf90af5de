package duet.cli;

import duet.walkthrough.Cell;
import duet.walkthrough.RunListener;
import duet.walkthrough.SnippetResult;
import java.util.concurrent.Callable;

/**
 * Shows a walkthrough as it runs: its prose, each snippet with its line's number, what it printed
 * and evaluated to, and how long it took.
 */
final class WalkthroughView implements RunListener {

  private static final String MARGIN = "      ";

  private final Console console;
  private final int from;
  private final Callable<?> pause;
  private int codeCells;
  private boolean shown;

  /**
   * @param from the first code cell that is shown, with the prose before it; counted from 1
   * @param pause called before each code cell that is shown
   */
  WalkthroughView(Console console, int from, Callable<?> pause) {
    this.console = console;
    this.from = from;
    this.pause = pause;
  }

  @Override
  public void cell(Cell cell) {
    shown = codeCells + 1 >= from;
    if (cell instanceof Cell.Code) {
      codeCells++;
      if (shown) {
        pause();
        console.print("");
      }
    } else if (shown && cell instanceof Cell.Prose prose) {
      console.print("");
      MarkdownView.lines(console, prose.markdown()).forEach(console::print);
    }
  }

  @Override
  public void snippet(int line, String source) {
    if (!shown) {
      return;
    }
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

  private void pause() {
    try {
      pause.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
