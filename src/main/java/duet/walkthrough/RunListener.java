package duet.walkthrough;

/**
 * Receives the progress of a run, on the thread that runs it; {@link #output} also on threads that
 * the walkthrough started.
 */
public interface RunListener {

  /**
   * A cell is about to begin.
   *
   * @return whether to run it; if not, the run ends before it
   */
  default boolean cell(Cell cell) {
    return true;
  }

  /** A snippet is about to run. */
  default void snippet(int line, String source) {}

  /** A line was printed; control characters are escaped and secrets replaced. */
  default void output(String line) {}

  /** A snippet has run. */
  default void step(SnippetResult step) {}
}
