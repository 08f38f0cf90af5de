package duet.walkthrough;

/**
 * Hears of a run as it goes on, on the thread that runs it; {@link #output} also on others, which
 * the walkthrough started.
 */
public interface RunListener {

  /** A cell begins. */
  default void cell(Cell cell) {}

  /** A snippet is about to run. */
  default void snippet(int line, String source) {}

  /** A line was printed: harmless, and without secrets. */
  default void output(String line) {}

  /** A snippet has run, and this came of it. */
  default void step(SnippetResult step) {}
}
