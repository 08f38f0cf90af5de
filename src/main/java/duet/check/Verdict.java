package duet.check;

/**
 * What came of a case.
 *
 * @param expected empty unless something else was seen
 * @param reason why a case was skipped, or what is known of agents that differ
 */
public record Verdict(Kind kind, String expected, String seen, String reason) {

  /** From good to unknown. */
  public enum Kind {
    PASSED,
    /** As agents in use are known to, and not as the contract says. */
    DIFFERS,
    FAILED,
    SKIPPED
  }

  static final Verdict PASSED = new Verdict(Kind.PASSED, "", "", "");

  static Verdict failed(String expected, String seen) {
    return new Verdict(Kind.FAILED, expected, seen, "");
  }

  static Verdict differs(String expected, String seen, KnownDeviations known) {
    return new Verdict(Kind.DIFFERS, expected, seen, known.words());
  }

  static Verdict skipped(String reason) {
    return new Verdict(Kind.SKIPPED, "", "", reason);
  }

  /** Whether the agent did as the contract says, or may do otherwise. */
  public boolean good(boolean strict) {
    return kind != Kind.FAILED && !(strict && kind == Kind.DIFFERS);
  }

  @Override
  public String toString() {
    var difference = "expected " + expected + ", seen " + seen;
    return switch (kind) {
      case PASSED -> "passed";
      case DIFFERS -> "passed, differs: " + difference + " (" + reason + ")";
      case FAILED -> "failed: " + difference;
      case SKIPPED -> "skipped: " + reason;
    };
  }
}
