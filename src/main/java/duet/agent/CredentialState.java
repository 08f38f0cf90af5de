package duet.agent;

import static duet.agent.CredentialMessage.CREDENTIAL;
import static duet.agent.CredentialMessage.INVITATION;
import static duet.agent.CredentialMessage.OFFER;
import static duet.agent.CredentialMessage.REQUEST;
import static duet.agent.Role.HOLDER;
import static duet.agent.Role.ISSUER;
import static duet.agent.State.Kind.DEAD;
import static duet.agent.State.Kind.FINAL;
import static duet.agent.State.Kind.PENDING;
import static duet.agent.State.Kind.PROCESSING;
import static duet.agent.State.Kind.TRANSIENT;
import static duet.agent.State.Kind.WAITING;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The states of issue-credential 3.0: for each its name on the wire, the role that has it, its
 * kind, the message that was sent last, and the last message that it proves to have been exchanged,
 * with all before it. Each role's states are in order. What waits for a person counts as passing,
 * since Duet may be that person.
 */
public enum CredentialState implements State {
  /** The offer is in an invitation; {@link #OFFER_PENDING} and {@link #OFFER_SENT} are left out. */
  INVITATION_GENERATED("InvitationGenerated", ISSUER, WAITING, INVITATION, null),
  OFFER_PENDING("OfferPending", ISSUER, PENDING, null, null),
  OFFER_SENT("OfferSent", ISSUER, WAITING, OFFER, OFFER),
  /** Waits for a person if the credential is issued by hand. */
  REQUEST_RECEIVED("RequestReceived", ISSUER, TRANSIENT, null, REQUEST),
  CREDENTIAL_PENDING("CredentialPending", ISSUER, PROCESSING, null, REQUEST),
  CREDENTIAL_GENERATED("CredentialGenerated", ISSUER, PENDING, null, REQUEST),
  CREDENTIAL_SENT("CredentialSent", ISSUER, FINAL, CREDENTIAL, CREDENTIAL),

  /** Waits for a person. */
  OFFER_RECEIVED("OfferReceived", HOLDER, TRANSIENT, null, OFFER),
  REQUEST_PENDING("RequestPending", HOLDER, PROCESSING, null, OFFER),
  REQUEST_GENERATED("RequestGenerated", HOLDER, PENDING, null, OFFER),
  REQUEST_SENT("RequestSent", HOLDER, WAITING, REQUEST, REQUEST),
  CREDENTIAL_RECEIVED("CredentialReceived", HOLDER, FINAL, null, CREDENTIAL),

  INVITATION_EXPIRED("InvitationExpired", ISSUER, DEAD, null, null),
  /** Where an issuer rests that refused a request; it sends nothing. */
  PROBLEM_REPORT_PENDING("ProblemReportPending", Role.UNKNOWN, DEAD, null, null),
  PROBLEM_REPORT_SENT("ProblemReportSent", Role.UNKNOWN, DEAD, null, null),
  PROBLEM_REPORT_RECEIVED("ProblemReportReceived", Role.UNKNOWN, DEAD, null, null),
  /** A state of a newer agent; {@link CredentialExchange#reportedState()} has its text. */
  UNKNOWN("", Role.UNKNOWN, TRANSIENT, null, null);

  private final StateRow row;

  CredentialState(
      String wire, Role role, Kind kind, CredentialMessage sends, CredentialMessage proves) {
    row = StateRow.of(wire, role, kind, sends, proves);
  }

  /** The state that an agent's text names, {@link #UNKNOWN} if none. */
  public static CredentialState of(String text) {
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
    var cause = this == INVITATION_EXPIRED ? Cause.OFFER_EXPIRED : Cause.PROBLEM_REPORTED;
    return Optional.of(cause).filter(any -> kind() == DEAD);
  }

  @Override
  public boolean mayEnd(State earlier) {
    return this != INVITATION_EXPIRED || earlier == INVITATION_GENERATED;
  }
}
