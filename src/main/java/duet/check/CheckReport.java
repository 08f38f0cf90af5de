package duet.check;

import duet.check.Verdict.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a check.
 *
 * @param leftovers what the agent didn't delete
 * @param remark why cases that need the agent to reach the check's peers were skipped
 */
public record CheckReport(
    List<CaseResult> results, List<Leftover> leftovers, Optional<String> remark) {

  public CheckReport {
    results = List.copyOf(results);
    leftovers = List.copyOf(leftovers);
  }

  /** How many cases had each verdict, those that none had included. */
  public Map<Kind, Long> counts() {
    var counts = new EnumMap<Kind, Long>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, results.stream().filter(one -> one.verdict().kind() == kind).count());
    }
    return counts;
  }

  /**
   * @param strict whether known deviations count as failures
   */
  public boolean good(boolean strict) {
    return results.stream().allMatch(result -> result.verdict().good(strict));
  }
}
