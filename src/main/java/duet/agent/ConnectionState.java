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

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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

  private final String wire;
  private final Role role;
  private final Kind kind;
  private final Optional<ProtocolMessage> sends;
  private final Set<? extends ProtocolMessage> proves;

  ConnectionState(
      String wire, Role role, Kind kind, ConnectionMessage sends, ConnectionMessage proves) {
    this.wire = wire;
    this.role = role;
    this.kind = kind;
    this.sends = Optional.ofNullable(sends);
    this.proves = proves == null ? Set.of() : EnumSet.range(INVITATION, proves);
  }

  /** The state that an agent's text names, {@link #UNKNOWN} if none. */
  public static ConnectionState of(String text) {
    return Stream.of(values()).filter(s -> s.wire.equals(text)).findFirst().orElse(UNKNOWN);
  }

  @Override
  public String wire() {
    return wire;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public int rank() {
    if (kind == DEAD || this == UNKNOWN) {
      return -1;
    }
    var first = role == INVITER ? INVITATION_GENERATED : INVITATION_RECEIVED;
    return ordinal() - first.ordinal();
  }

  @Override
  public Optional<ProtocolMessage> sends() {
    return sends;
  }

  @Override
  public boolean proves(ProtocolMessage message) {
    return proves.contains(message);
  }

  @Override
  public Optional<Cause> cause() {
    var cause = this == INVITATION_EXPIRED ? Cause.INVITATION_EXPIRED : Cause.PROBLEM_REPORTED;
    return Optional.of(cause).filter(any -> kind == DEAD);
  }

  @Override
  public boolean mayEnd(State earlier) {
    return this != INVITATION_EXPIRED || earlier == INVITATION_GENERATED;
  }

  /** Whether the side that reports it is connected. */
  public boolean connected() {
    return kind == FINAL;
  }
}
