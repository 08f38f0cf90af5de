package duet.agent;

import java.util.Locale;

/** The messages of connections 1.0, in their order. */
public enum ConnectionMessage implements ProtocolMessage {
  INVITATION(Role.INVITER, Cause.NOBODY_ANSWERED),
  REQUEST(Role.INVITEE, Cause.REQUEST_NOT_SEEN),
  RESPONSE(Role.INVITER, Cause.RESPONSE_NOT_SEEN);

  private final Role sender;
  private final Cause notSeen;

  ConnectionMessage(Role sender, Cause notSeen) {
    this.sender = sender;
    this.notSeen = notSeen;
  }

  @Override
  public Role sender() {
    return sender;
  }

  @Override
  public boolean outOfBand() {
    return this == INVITATION;
  }

  @Override
  public Cause notSeen() {
    return notSeen;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
