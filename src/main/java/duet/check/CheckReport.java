package duet.check;

import duet.check.Verdict.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

  /** How many cases had each verdict, from good to unknown. */
  public Map<Kind, Long> counts() {
    var counts = new EnumMap<Kind, Long>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, results.stream().filter(one -> one.verdict().kind() == kind).count());
    }
    return counts;
  }

  /**
   * @param strict whether to count as failed what agents are known to do otherwise
   */
  public boolean good(boolean strict) {
    return results.stream().allMatch(result -> result.verdict().good(strict));
  }
}
