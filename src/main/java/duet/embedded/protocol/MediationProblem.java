package duet.embedded.protocol;

import duet.didcomm.ProblemReport;
import java.util.List;

/** Why a mediator doesn't do what a message asks for, as a problem report tells it. */
public final class MediationProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<String> args;

  /**
   * @param code such as {@code e.p.req.not_enroll}
   * @param comment for people, where {@code {1}} stands for the first of the arguments
   */
  public MediationProblem(String code, String comment, String... args) {
    super(comment, null, false, false);
    this.code = code;
    this.args = List.of(args);
  }

  /** A DID that has no account, or is nobody's address, in the words of Identus mediators. */
  public static MediationProblem notEnrolled(String did) {
    return new MediationProblem("e.p.req.not_enroll", "The DID '{1}' is not enroled.", did);
  }

  /** A message whose content is not as its type requires. */
  public static MediationProblem invalid(String type, String why) {
    return new MediationProblem("e.p.msg." + type, why);
  }

  /** Something for which the mediator has no room. */
  public static MediationProblem full(String why) {
    return new MediationProblem("e.p.me.res.storage", why);
  }

  /**
   * @param pthid the id of the message
   */
  public ProblemReport report(String pthid) {
    return new ProblemReport(code, getMessage(), args, pthid);
  }
}
