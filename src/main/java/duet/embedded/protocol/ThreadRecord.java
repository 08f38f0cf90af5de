package duet.embedded.protocol;

import java.util.Optional;

/** One side of a thread, as the agent keeps it. Immutable; a change gives a new record. */
public interface ThreadRecord {

  /** The id of the wallet that it belongs to; no other wallet sees it. */
  String wallet();

  /** The record's own id, a UUID. */
  String id();

  /** The thread id, the same on both sides. */
  String thid();

  RecordState state();

  /** The peer DID of this side, for which the agent has keys. */
  String ownDid();

  /** The peer's DID; empty until a peer has answered an invitation. */
  Optional<String> theirDid();

  /** Why the last attempt failed. */
  Optional<SendFailure> lastFailure();

  /** Whether the agent has something to send or to prepare for it. */
  default boolean pending() {
    return state().pending();
  }
}
