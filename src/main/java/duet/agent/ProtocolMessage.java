package duet.agent;

/** A message of a protocol, whose states tell whether it was sent and received. */
public interface ProtocolMessage {

  Role sender();

  default Role receiver() {
    return sender().peer();
  }

  /** Whether it is delivered outside of DIDComm: whoever has it has read it. */
  boolean outOfBand();

  /** The cause if it was sent and its receiver still waits for it. */
  Cause notSeen();
}
