package duet.check;

import java.util.Locale;
import java.util.Optional;

/**
 * The verdict on a case.
 *
 * @param expected what the contract says, if something else was {@code seen}
 * @param reason why a case was skipped, or the known deviation
 */
public record Verdict(
    Kind kind, Optional<String> expected, Optional<String> seen, Optional<String> reason) {

  public enum Kind {
    PASSED,
    /** A known deviation from the contract. */
    DIFFERS,
    FAILED,
    SKIPPED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Verdict PASSED =
      new Verdict(Kind.PASSED, Optional.empty(), Optional.empty(), Optional.empty());

  static Verdict failed(String expected, String seen) {
    return new Verdict(Kind.FAILED, Optional.of(expected), Optional.of(seen), Optional.empty());
  }

  static Verdict differs(String expected, String seen, KnownDeviations known) {
    return new Verdict(
        Kind.DIFFERS, Optional.of(expected), Optional.of(seen), Optional.of(known.meaning()));
  }

  static Verdict skipped(String reason) {
    return new Verdict(Kind.SKIPPED, Optional.empty(), Optional.empty(), Optional.of(reason));
  }

  /** Whether the agent kept the contract, or may deviate from it. */
  public boolean good(boolean strict) {
    return kind != Kind.FAILED && !(strict && kind == Kind.DIFFERS);
  }

  /** The verdict in a word or two. */
  public String summary(boolean strict) {
    return switch (kind) {
      case DIFFERS -> strict ? "failed, differs" : "passed, differs";
      default -> kind.toString();
    };
  }

  /** What was expected and seen, or why it was skipped; empty if it passed. */
  public String details() {
    var difference = "expected " + expected.orElse("") + ", seen " + seen.orElse("");
    return switch (kind) {
      case PASSED -> "";
      case DIFFERS -> difference + " (" + reason.orElse("") + ")";
      case FAILED -> difference;
      case SKIPPED -> reason.orElse("");
    };
  }

  @Override
  public String toString() {
    return summary(false) + (details().isEmpty() ? "" : ": " + details());
  }
}
