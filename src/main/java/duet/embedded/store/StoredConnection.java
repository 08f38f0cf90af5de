package duet.embedded.store;

import duet.embedded.protocol.ConnectionRecord;
import java.util.function.Supplier;

/**
 * A record with the keys of its own DID.
 *
 * @param keys may read them each time, which takes a multiplication on a curve
 */
record StoredConnection(ConnectionRecord record, Supplier<PeerKeys> keys) {

  StoredConnection(ConnectionRecord record, PeerKeys keys) {
    this(record, () -> keys);
  }
}
