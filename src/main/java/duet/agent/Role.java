package duet.agent;

import java.util.stream.Stream;

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
    return Stream.of(values()).filter(role -> role.wire.equals(text)).findFirst().orElse(UNKNOWN);
  }
}
