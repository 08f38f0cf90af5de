package duet.exchange;

import duet.agent.Cause;
import duet.text.SafeText;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A problem report (DIDComm Messaging, "Problem Reports") that an agent quotes in its failure.
 *
 * @param doubt on whom it is from, such as {@code (unsigned)}; may be empty
 * @param code such as {@code e.p.req.not_enroll}
 * @param comment may be empty
 */
record QuotedReport(String doubt, String code, String comment) {

  /** Of what others wrote, in characters. */
  private static final int LONGEST = 200;

  private static final Pattern IN_FAILURE =
      Pattern.compile(
          "with a problem report(?: (\\([a-zA-Z ]+\\)))?: ([\\w.-]{1,200}|no code)(?:: (.*))?",
          Pattern.DOTALL);

  private static final Pattern NOT_ENROLLED =
      Pattern.compile(
          "(?i)not[._-]?(enrol|registered|found)|unknown[._-]?(did|recipient|next)|no[._-]?(route|account)");

  static Optional<QuotedReport> in(String failure) {
    return IN_FAILURE
        .matcher(failure)
        .results()
        .findFirst()
        .map(found -> new QuotedReport(text(found, 1), text(found, 2), text(found, 3)));
  }

  /**
   * @param mediated whether a mediator of the peer reports it
   */
  Cause cause(boolean mediated) {
    if (!mediated) {
      return Cause.PEER_REFUSED;
    }
    return NOT_ENROLLED.matcher(code).find() ? Cause.MEDIATOR_NOT_ENROLLED : Cause.MEDIATOR_REFUSED;
  }

  @Override
  public String toString() {
    var report = comment.isEmpty() ? code : code + ": " + comment;
    return SafeText.excerpt(doubt.isEmpty() ? report : report + " " + doubt, LONGEST);
  }

  private static String text(MatchResult found, int group) {
    return Optional.ofNullable(found.group(group)).orElse("").strip();
  }
}
