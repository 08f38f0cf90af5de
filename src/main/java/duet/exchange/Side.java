package duet.exchange;

import duet.agent.Role;
import java.util.Locale;

/** One of the two sides of a pair. */
public enum Side {
  INVITER,
  INVITEE;

  /** The side that has a role in a connection. */
  public static Side of(Role role) {
    return valueOf(role.name());
  }

  public Side other() {
    return this == INVITER ? INVITEE : INVITER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
