package duet.check;

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

  Verdict verdict() {
    return verdict;
  }
}
