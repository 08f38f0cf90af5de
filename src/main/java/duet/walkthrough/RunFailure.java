package duet.walkthrough;

import java.util.List;

/**
 * Why a walkthrough ended early.
 *
 * @param place the file and the line, as in {@code one.jsh:12}
 * @param summary what happened, in one line
 * @param details what else is known, a line each: the code in question, the causes, the callers
 */
public record RunFailure(Kind kind, String place, String summary, List<String> details) {

  public RunFailure {
    details = List.copyOf(details);
  }

  /** What can go wrong with a snippet. */
  public enum Kind {
    /** The compiler rejects it. */
    REJECTED,
    /** Its cell ends before it does. */
    INCOMPLETE,
    /** It calls or creates what needs something that isn't declared. */
    UNRESOLVED,
    /** It threw. */
    THREW,
    /** It ended the process. */
    EXITED,
    /** The process was told to end while it ran. */
    INTERRUPTED
  }

  @Override
  public String toString() {
    return place + ": " + summary;
  }
}
