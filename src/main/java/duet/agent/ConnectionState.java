package duet.agent;

/**
 * What an agent reports of a connection.
 *
 * <p>An inviter goes through {@link #INVITATION_GENERATED}, {@link #CONNECTION_REQUEST_RECEIVED},
 * {@link #CONNECTION_RESPONSE_PENDING} and {@link #CONNECTION_RESPONSE_SENT}, or from the first to
 * {@link #INVITATION_EXPIRED}; an invitee through {@link #INVITATION_RECEIVED}, {@link
 * #CONNECTION_REQUEST_PENDING}, {@link #CONNECTION_REQUEST_SENT} and {@link
 * #CONNECTION_RESPONSE_RECEIVED}. Whoever polls can miss any of them but the last.
 */
public enum ConnectionState {
  INVITATION_GENERATED("InvitationGenerated", Kind.PASSING),
  INVITATION_RECEIVED("InvitationReceived", Kind.PASSING),
  INVITATION_EXPIRED("InvitationExpired", Kind.DEAD),
  CONNECTION_REQUEST_PENDING("ConnectionRequestPending", Kind.PASSING),
  CONNECTION_REQUEST_SENT("ConnectionRequestSent", Kind.PASSING),
  CONNECTION_REQUEST_RECEIVED("ConnectionRequestReceived", Kind.PASSING),
  CONNECTION_RESPONSE_PENDING("ConnectionResponsePending", Kind.PASSING),
  CONNECTION_RESPONSE_SENT("ConnectionResponseSent", Kind.FINAL),
  CONNECTION_RESPONSE_RECEIVED("ConnectionResponseReceived", Kind.FINAL),
  PROBLEM_REPORT_PENDING("ProblemReportPending", Kind.DEAD),
  PROBLEM_REPORT_SENT("ProblemReportSent", Kind.DEAD),
  PROBLEM_REPORT_RECEIVED("ProblemReportReceived", Kind.DEAD),
  /** A state of a newer agent; {@link Connection#reportedState()} has its text. */
  UNKNOWN("", Kind.PASSING);

  private enum Kind {
    PASSING,
    FINAL,
    DEAD
  }

  private final String wire;
  private final Kind kind;

  ConnectionState(String wire, Kind kind) {
    this.wire = wire;
    this.kind = kind;
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

  /** The name that agents use for it; empty for {@link #UNKNOWN}. */
  public String wire() {
    return wire;
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
