package duet.agent;

import static duet.agent.ProofMessage.INVITATION;
import static duet.agent.ProofMessage.PRESENTATION;
import static duet.agent.ProofMessage.REQUEST;
import static duet.agent.Role.PROVER;
import static duet.agent.Role.VERIFIER;
import static duet.agent.State.Kind.DEAD;
import static duet.agent.State.Kind.FINAL;
import static duet.agent.State.Kind.PENDING;
import static duet.agent.State.Kind.PROCESSING;
import static duet.agent.State.Kind.TRANSIENT;
import static duet.agent.State.Kind.WAITING;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The states of present-proof 3.0: for each its name on the wire, the role that has it, its kind,
 * the message that was sent last, and the last message that it proves to have been exchanged, with
 * all before it. Each role's states are in order. What waits for a person counts as passing, since
 * Duet may be that person.
 */
public enum ProofState implements State {
  /**
   * The request is in an invitation; {@link #REQUEST_PENDING} and {@link #REQUEST_SENT} are left
   * out.
   */
  INVITATION_GENERATED("InvitationGenerated", VERIFIER, WAITING, INVITATION, null),
  REQUEST_PENDING("RequestPending", VERIFIER, PENDING, null, null),
  REQUEST_SENT("RequestSent", VERIFIER, WAITING, REQUEST, REQUEST),
  /** Is being verified; rests here where that is not possible. */
  PRESENTATION_RECEIVED("PresentationReceived", VERIFIER, PROCESSING, null, PRESENTATION),
  PRESENTATION_VERIFIED("PresentationVerified", VERIFIER, FINAL, null, PRESENTATION),
  /** By hand, after it was verified. */
  PRESENTATION_ACCEPTED("PresentationAccepted", VERIFIER, FINAL, null, PRESENTATION),

  /** Waits for a person. */
  REQUEST_RECEIVED("RequestReceived", PROVER, TRANSIENT, null, REQUEST),
  PRESENTATION_PENDING("PresentationPending", PROVER, PROCESSING, null, REQUEST),
  PRESENTATION_GENERATED("PresentationGenerated", PROVER, PENDING, null, REQUEST),
  PRESENTATION_SENT("PresentationSent", PROVER, FINAL, PRESENTATION, PRESENTATION),

  INVITATION_EXPIRED("InvitationExpired", VERIFIER, DEAD, null, null),
  PRESENTATION_VERIFICATION_FAILED(
      "PresentationVerificationFailed", VERIFIER, DEAD, null, PRESENTATION),
  /** By hand, after it was verified. */
  PRESENTATION_REJECTED("PresentationRejected", VERIFIER, DEAD, null, PRESENTATION),
  /** Nothing is sent: the verifier goes on waiting. */
  REQUEST_REJECTED("RequestRejected", PROVER, DEAD, null, REQUEST),
  PROBLEM_REPORT_PENDING("ProblemReportPending", Role.UNKNOWN, DEAD, null, null),
  PROBLEM_REPORT_SENT("ProblemReportSent", Role.UNKNOWN, DEAD, null, null),
  PROBLEM_REPORT_RECEIVED("ProblemReportReceived", Role.UNKNOWN, DEAD, null, null),
  /** A state of a newer agent; {@link ProofExchange#reportedState()} has its text. */
  UNKNOWN("", Role.UNKNOWN, TRANSIENT, null, null);

  private final StateRow row;

  ProofState(String wire, Role role, Kind kind, ProofMessage sends, ProofMessage proves) {
    row = StateRow.of(wire, role, kind, sends, proves);
  }

  /** The state that an agent's text names, {@link #UNKNOWN} if none. */
  public static ProofState of(String text) {
    return Stream.of(values()).filter(s -> s.wire().equals(text)).findFirst().orElse(UNKNOWN);
  }

  @Override
  public StateRow row() {
    return row;
  }

  @Override
  public int rank() {
    return StateRow.rank(this);
  }

  @Override
  public Optional<Cause> cause() {
    return switch (this) {
      case INVITATION_EXPIRED -> Optional.of(Cause.PROOF_REQUEST_EXPIRED);
      case PRESENTATION_VERIFICATION_FAILED -> Optional.of(Cause.VERIFICATION_FAILED);
      case PRESENTATION_REJECTED -> Optional.of(Cause.PRESENTATION_REJECTED);
      case REQUEST_REJECTED -> Optional.of(Cause.PROOF_REQUEST_REJECTED);
      default -> Optional.of(Cause.PROBLEM_REPORTED).filter(any -> kind() == DEAD);
    };
  }

  @Override
  public boolean mayEnd(State earlier) {
    return switch (this) {
      case INVITATION_EXPIRED -> earlier == INVITATION_GENERATED;
      case REQUEST_REJECTED -> earlier == REQUEST_RECEIVED;
      default -> true;
    };
  }
}
