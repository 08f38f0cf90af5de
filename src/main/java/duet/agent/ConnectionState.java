package duet.agent;

import static duet.agent.ConnectionMessage.INVITATION;
import static duet.agent.ConnectionMessage.REQUEST;
import static duet.agent.ConnectionMessage.RESPONSE;
import static duet.agent.Role.INVITEE;
import static duet.agent.Role.INVITER;

import java.util.Optional;
import java.util.Set;

/**
 * The states of connections 1.0: for each its name on the wire, whose it is, what is to be
 * expected, the message that was sent last, and the messages that it proves to have been exchanged.
 * A role's states stand in their order.
 */
public enum ConnectionState implements State {
  INVITATION_GENERATED("InvitationGenerated", INVITER, Kind.WAITING, INVITATION),
  CONNECTION_REQUEST_RECEIVED(
      "ConnectionRequestReceived", INVITER, Kind.PENDING, null, INVITATION, REQUEST),
  CONNECTION_RESPONSE_PENDING(
      "ConnectionResponsePending", INVITER, Kind.PENDING, null, INVITATION, REQUEST),
  CONNECTION_RESPONSE_SENT(
      "ConnectionResponseSent", INVITER, Kind.FINAL, RESPONSE, INVITATION, REQUEST, RESPONSE),

  INVITATION_RECEIVED("InvitationReceived", INVITEE, Kind.TRANSIENT, null, INVITATION),
  CONNECTION_REQUEST_PENDING("ConnectionRequestPending", INVITEE, Kind.PENDING, null, INVITATION),
  CONNECTION_REQUEST_SENT(
      "ConnectionRequestSent", INVITEE, Kind.WAITING, REQUEST, INVITATION, REQUEST),
  CONNECTION_RESPONSE_RECEIVED(
      "ConnectionResponseReceived", INVITEE, Kind.FINAL, null, INVITATION, REQUEST, RESPONSE),

  INVITATION_EXPIRED("InvitationExpired", INVITER, Kind.DEAD, null),
  PROBLEM_REPORT_PENDING("ProblemReportPending", Role.UNKNOWN, Kind.DEAD, null),
  PROBLEM_REPORT_SENT("ProblemReportSent", Role.UNKNOWN, Kind.DEAD, null),
  PROBLEM_REPORT_RECEIVED("ProblemReportReceived", Role.UNKNOWN, Kind.DEAD, null),

  /** A state of a newer agent; {@link Connection#reportedState()} has its text. */
  UNKNOWN("", Role.UNKNOWN, Kind.TRANSIENT, null);

  private final String wire;
  private final Role role;
  private final Kind kind;
  private final Optional<ProtocolMessage> sends;
  private final Set<ProtocolMessage> proves;

  ConnectionState(
      String wire, Role role, Kind kind, ConnectionMessage sends, ConnectionMessage... proves) {
    this.wire = wire;
    this.role = role;
    this.kind = kind;
    this.sends = Optional.ofNullable(sends);
    this.proves = Set.of(proves);
  }

  /** The state that an agent's text names, {@link #UNKNOWN} if none. */
  public static ConnectionState of(String text) {
    for (ConnectionState state : values()) {
      if (state.wire.equals(text)) {
        return state;
      }
    }
    return UNKNOWN;
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
    if (kind == Kind.DEAD || this == UNKNOWN) {
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
    if (kind != Kind.DEAD) {
      return Optional.empty();
    }
    return Optional.of(
        this == INVITATION_EXPIRED ? Cause.INVITATION_EXPIRED : Cause.PROBLEM_REPORTED);
  }

  @Override
  public boolean mayEnd(State earlier) {
    return this != INVITATION_EXPIRED || earlier == INVITATION_GENERATED;
  }

  /** Whether the side that reports it is connected. */
  public boolean connected() {
    return kind == Kind.FINAL;
  }

  /** Whether no connection can come of it any more. */
  public boolean dead() {
    return kind == Kind.DEAD;
  }
}
