package duet.exchange;

import duet.agent.Role;
import java.util.List;
import java.util.Locale;

/**
 * One of the two sides of a pair; of each two that belong together, the one that begins is first.
 */
public enum Side {
  INVITER,
  INVITEE,
  ISSUER,
  HOLDER,
  VERIFIER,
  PROVER;

  /** Those of a connection. */
  public static final List<Side> CONNECTION = List.of(INVITER, INVITEE);

  /** The side that has a role in an exchange. */
  public static Side of(Role role) {
    return valueOf(role.name());
  }

  public Side other() {
    return values()[ordinal() ^ 1];
  }

  /** Whether it is the one of the two that begins. */
  public boolean begins() {
    return ordinal() % 2 == 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
