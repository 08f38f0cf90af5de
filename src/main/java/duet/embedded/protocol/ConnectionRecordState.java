package duet.embedded.protocol;

import java.util.Set;
import java.util.stream.Stream;

/** The states of a connection record, with those that may follow. */
public enum ConnectionRecordState implements RecordState {
  INVITATION_GENERATED("InvitationGenerated"),
  INVITATION_EXPIRED("InvitationExpired"),
  CONNECTION_REQUEST_RECEIVED("ConnectionRequestReceived"),
  CONNECTION_RESPONSE_PENDING("ConnectionResponsePending"),
  CONNECTION_RESPONSE_SENT("ConnectionResponseSent"),
  INVITATION_RECEIVED("InvitationReceived"),
  CONNECTION_REQUEST_PENDING("ConnectionRequestPending"),
  CONNECTION_REQUEST_SENT("ConnectionRequestSent"),
  CONNECTION_RESPONSE_RECEIVED("ConnectionResponseReceived");

  private final String wire;

  ConnectionRecordState(String wire) {
    this.wire = wire;
  }

  /**
   * @throws IllegalArgumentException if no state has that name
   */
  public static ConnectionRecordState of(String wire) {
    return Stream.of(values())
        .filter(state -> state.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such state: " + wire));
  }

  @Override
  public String wire() {
    return wire;
  }

  @Override
  public boolean pending() {
    return this == CONNECTION_REQUEST_PENDING
        || this == CONNECTION_REQUEST_RECEIVED
        || this == CONNECTION_RESPONSE_PENDING;
  }

  @Override
  public boolean unfinished() {
    return pending() || this == CONNECTION_REQUEST_SENT;
  }

  @Override
  public boolean awaiting() {
    return this == INVITATION_GENERATED
        || this == CONNECTION_REQUEST_PENDING
        || this == CONNECTION_REQUEST_SENT;
  }

  Set<ConnectionRecordState> next() {
    return switch (this) {
      case INVITATION_GENERATED -> Set.of(CONNECTION_REQUEST_RECEIVED, INVITATION_EXPIRED);
      case CONNECTION_REQUEST_RECEIVED -> Set.of(CONNECTION_RESPONSE_PENDING);
      case CONNECTION_RESPONSE_PENDING -> Set.of(CONNECTION_RESPONSE_SENT);
      case INVITATION_RECEIVED -> Set.of(CONNECTION_REQUEST_PENDING);
      case CONNECTION_REQUEST_PENDING -> Set.of(CONNECTION_REQUEST_SENT);
      case CONNECTION_REQUEST_SENT -> Set.of(CONNECTION_RESPONSE_RECEIVED);
      case INVITATION_EXPIRED, CONNECTION_RESPONSE_SENT, CONNECTION_RESPONSE_RECEIVED -> Set.of();
    };
  }
}
