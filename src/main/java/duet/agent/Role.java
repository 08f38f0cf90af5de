package duet.agent;

import java.util.stream.Stream;

/** The side of an exchange that an agent has. */
public enum Role {
  INVITER("Inviter"),
  INVITEE("Invitee"),
  ISSUER("Issuer"),
  HOLDER("Holder"),
  VERIFIER("Verifier"),
  PROVER("Prover"),
  /** A role of a newer agent; the record's {@code reportedRole()} has its text. */
  UNKNOWN("");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  /** The role of the other side; an unknown one is its own. */
  Role peer() {
    return switch (this) {
      case INVITER -> INVITEE;
      case INVITEE -> INVITER;
      case ISSUER -> HOLDER;
      case HOLDER -> ISSUER;
      case VERIFIER -> PROVER;
      case PROVER -> VERIFIER;
      case UNKNOWN -> UNKNOWN;
    };
  }

  static Role of(String text) {
    return Stream.of(values()).filter(role -> role.wire.equals(text)).findFirst().orElse(UNKNOWN);
  }
}
