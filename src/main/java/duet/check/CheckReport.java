package duet.check;

import duet.check.Verdict.Kind;
import java.util.List;

/**
 * All that came of a check.
 *
 * @param left what stays at the agent
 */
public record CheckReport(List<CaseResult> results, List<Leftover> left) {

  public CheckReport {
    results = List.copyOf(results);
    left = List.copyOf(left);
  }

  /** How many cases had this verdict. */
  public long count(Kind kind) {
    return results.stream().filter(result -> result.verdict().kind() == kind).count();
  }

  /**
   * @param strict whether to count as failed what agents are known to do otherwise
   */
  public boolean good(boolean strict) {
    return results.stream().allMatch(result -> result.verdict().good(strict));
  }
}
