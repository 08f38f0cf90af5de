package duet.agent;

import java.util.Locale;

/**
 * The messages of present-proof 3.0, in their order; an invitation is there instead of a request.
 */
public enum ProofMessage implements ProtocolMessage {
  /** Holds the request, where there is no connection. */
  INVITATION(Role.VERIFIER, Cause.NOBODY_ANSWERED),
  REQUEST(Role.VERIFIER, Cause.PROOF_REQUEST_NOT_SEEN),
  PRESENTATION(Role.PROVER, Cause.PRESENTATION_NOT_SEEN);

  private final Role sender;
  private final Cause notSeen;

  ProofMessage(Role sender, Cause notSeen) {
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
