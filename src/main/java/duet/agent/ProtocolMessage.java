package duet.agent;

/** A message of a protocol, whose states tell whether it was sent and received. */
public interface ProtocolMessage {

  Role sender();

  Role receiver();

  /** Whether it goes its own way, outside of DIDComm: whoever is its receiver has read it. */
  boolean outOfBand();

  /** What it means that it was sent and its receiver still waits. */
  Cause notSeen();
}
