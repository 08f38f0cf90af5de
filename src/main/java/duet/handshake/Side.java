package duet.handshake;

import java.util.Locale;

/** One of the two sides of a pair. */
public enum Side {
  INVITER,
  INVITEE;

  public Side other() {
    return this == INVITER ? INVITEE : INVITER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
