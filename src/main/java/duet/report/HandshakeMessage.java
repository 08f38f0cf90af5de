package duet.report;

import static duet.agent.ConnectionState.CONNECTION_REQUEST_RECEIVED;
import static duet.agent.ConnectionState.CONNECTION_REQUEST_SENT;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_PENDING;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_RECEIVED;
import static duet.agent.ConnectionState.CONNECTION_RESPONSE_SENT;
import static duet.agent.ConnectionState.INVITATION_GENERATED;

import duet.agent.ConnectionState;
import duet.handshake.Side;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A message of a handshake, with the states that prove it. An invitation goes its own way, outside
 * of DIDComm: whoever is an invitee has read it, and whoever got an answer has handed it over.
 */
enum HandshakeMessage {
  INVITATION(
      Side.INVITER,
      INVITATION_GENERATED,
      EnumSet.of(
          CONNECTION_REQUEST_RECEIVED, CONNECTION_RESPONSE_PENDING, CONNECTION_RESPONSE_SENT),
      EnumSet.allOf(ConnectionState.class)),
  REQUEST(
      Side.INVITEE,
      CONNECTION_REQUEST_SENT,
      EnumSet.of(CONNECTION_REQUEST_SENT, CONNECTION_RESPONSE_RECEIVED),
      EnumSet.of(
          CONNECTION_REQUEST_RECEIVED, CONNECTION_RESPONSE_PENDING, CONNECTION_RESPONSE_SENT)),
  RESPONSE(
      Side.INVITER,
      CONNECTION_RESPONSE_SENT,
      EnumSet.of(CONNECTION_RESPONSE_SENT),
      EnumSet.of(CONNECTION_RESPONSE_RECEIVED));

  private final Side sender;
  private final ConnectionState leaving;
  private final Set<ConnectionState> sent;
  private final Set<ConnectionState> received;

  HandshakeMessage(
      Side sender,
      ConnectionState leaving,
      Set<ConnectionState> sent,
      Set<ConnectionState> received) {
    this.sender = sender;
    this.leaving = leaving;
    this.sent = sent;
    this.received = received;
  }

  Side sender() {
    return sender;
  }

  Side receiver() {
    return sender.other();
  }

  /** Whether that is the sender's state when it has sent it and seen no answer. */
  boolean leavesIn(String state) {
    return leaving == ConnectionState.of(state);
  }

  /** Whether a sender in that state has sent it. */
  boolean sentBy(String state) {
    return sent.contains(ConnectionState.of(state));
  }

  /** Whether a receiver in that state has received it. */
  boolean receivedBy(String state) {
    return received.contains(ConnectionState.of(state));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
