package duet.embedded.mediated;

import duet.didcomm.ProblemReport;
import java.util.Optional;

/** A mediator that can't be used: it doesn't answer, refuses, or says what no mediator does. */
public final class MediatorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialised
  private final Optional<ProblemReport> report;

  MediatorException(String message) {
    this(message, Optional.empty());
  }

  MediatorException(String mediator, ProblemReport report) {
    this(mediator + " answered with a problem report: " + report, Optional.of(report));
  }

  private MediatorException(String message, Optional<ProblemReport> report) {
    super(message);
    this.report = report;
  }

  /** Whether the mediator doesn't know us (any more): {@code e.p.req.not_enroll} and its like. */
  boolean notEnrolled() {
    return report.filter(problem -> problem.code().contains("not_enrol")).isPresent();
  }
}
