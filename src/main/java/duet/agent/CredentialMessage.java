package duet.agent;

import java.util.Locale;

/**
 * The messages of issue-credential 3.0, in their order; an invitation is there instead of an offer.
 */
public enum CredentialMessage implements ProtocolMessage {
  /** Holds the offer, where there is no connection. */
  INVITATION(Role.ISSUER, Cause.NOBODY_ANSWERED),
  OFFER(Role.ISSUER, Cause.OFFER_NOT_SEEN),
  REQUEST(Role.HOLDER, Cause.CREDENTIAL_REQUEST_NOT_SEEN),
  CREDENTIAL(Role.ISSUER, Cause.CREDENTIAL_NOT_SEEN);

  private final Role sender;
  private final Cause notSeen;

  CredentialMessage(Role sender, Cause notSeen) {
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
