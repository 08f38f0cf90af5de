package duet.agent;

/** The side of a connection that an agent has. */
public enum Role {
  INVITER("Inviter"),
  INVITEE("Invitee"),
  /** A role of a newer agent; {@link Connection#reportedRole()} has its text. */
  UNKNOWN("");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  static Role of(String text) {
    for (Role role : values()) {
      if (role.wire.equals(text)) {
        return role;
      }
    }
    return UNKNOWN;
  }
}
