package duet.agent;

import static duet.agent.ConnectionMessage.INVITATION;
import static duet.agent.ConnectionMessage.REQUEST;
import static duet.agent.ConnectionMessage.RESPONSE;
import static duet.agent.Role.INVITEE;
import static duet.agent.Role.INVITER;
import static duet.agent.State.Kind.DEAD;
import static duet.agent.State.Kind.FINAL;
import static duet.agent.State.Kind.PENDING;
import static duet.agent.State.Kind.TRANSIENT;
import static duet.agent.State.Kind.WAITING;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The states of connections 1.0: for each its name on the wire, the role that has it, its kind, the
 * message that was sent last, and the last message that it proves to have been exchanged, with all
 * before it. Each role's states are in order.
 */
public enum ConnectionState implements State {
  INVITATION_GENERATED("InvitationGenerated", INVITER, WAITING, INVITATION, null),
  CONNECTION_REQUEST_RECEIVED("ConnectionRequestReceived", INVITER, PENDING, null, REQUEST),
  CONNECTION_RESPONSE_PENDING("ConnectionResponsePending", INVITER, PENDING, null, REQUEST),
  CONNECTION_RESPONSE_SENT("ConnectionResponseSent", INVITER, FINAL, RESPONSE, RESPONSE),

  INVITATION_RECEIVED("InvitationReceived", INVITEE, TRANSIENT, null, INVITATION),
  CONNECTION_REQUEST_PENDING("ConnectionRequestPending", INVITEE, PENDING, null, INVITATION),
  CONNECTION_REQUEST_SENT("ConnectionRequestSent", INVITEE, WAITING, REQUEST, REQUEST),
  CONNECTION_RESPONSE_RECEIVED("ConnectionResponseReceived", INVITEE, FINAL, null, RESPONSE),

  INVITATION_EXPIRED("InvitationExpired", INVITER, DEAD, null, null),
  PROBLEM_REPORT_PENDING("ProblemReportPending", Role.UNKNOWN, DEAD, null, null),
  PROBLEM_REPORT_SENT("ProblemReportSent", Role.UNKNOWN, DEAD, null, null),
  PROBLEM_REPORT_RECEIVED("ProblemReportReceived", Role.UNKNOWN, DEAD, null, null),
  /** A state of a newer agent; {@link Connection#reportedState()} has its text. */
  UNKNOWN("", Role.UNKNOWN, TRANSIENT, null, null);

  private final StateRow row;

  ConnectionState(
      String wire, Role role, Kind kind, ConnectionMessage sends, ConnectionMessage proves) {
    row = StateRow.of(wire, role, kind, sends, proves);
  }

  /** The state that an agent's text names, {@link #UNKNOWN} if none. */
  public static ConnectionState of(String text) {
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
    var cause = this == INVITATION_EXPIRED ? Cause.INVITATION_EXPIRED : Cause.PROBLEM_REPORTED;
    return Optional.of(cause).filter(any -> kind() == DEAD);
  }

  @Override
  public boolean mayEnd(State earlier) {
    return this != INVITATION_EXPIRED || earlier == INVITATION_GENERATED;
  }

  /** Whether the side that reports it is connected. */
  public boolean connected() {
    return kind() == FINAL;
  }
}
