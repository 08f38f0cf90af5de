package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** Ends a case early, with a verdict. */
final class Deviation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  private Deviation(Verdict verdict) {
    super(verdict.toString());
    this.verdict = verdict;
  }

  static Deviation failed(String expected, String seen) {
    return new Deviation(Verdict.failed(expected, seen));
  }

  static Deviation differs(String expected, String seen, KnownDeviations known) {
    return new Deviation(Verdict.differs(expected, seen, known));
  }

  static Deviation skipped(String reason) {
    return new Deviation(Verdict.skipped(reason));
  }

  /** Fails the case unless this holds. */
  static void unless(boolean holds, String expected, String seen) {
    if (!holds) {
      throw failed(expected, seen);
    }
  }

  /** Fails the case unless both are equal. */
  static void unlessEqual(String what, Object expected, Object seen) {
    var shown = seen.toString().isEmpty() ? "none" : seen.toString();
    unless(expected.equals(seen), what + " " + expected, shown);
  }

  /** Fails the case unless these fields hold strings. */
  static void unlessStrings(JsonNode json, String... fields) {
    for (String field : fields) {
      unlessType("a string in '" + field + "'", json.path(field), JsonNode::isTextual);
    }
  }

  static void unlessType(String expected, JsonNode seen, Predicate<JsonNode> type) {
    unless(type.test(seen), expected, seen.isMissingNode() ? "none" : seen.toString());
  }

  Verdict verdict() {
    return verdict;
  }
}
