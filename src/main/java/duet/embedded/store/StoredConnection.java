package duet.embedded.store;

import duet.embedded.protocol.ConnectionRecord;
import java.nio.ByteBuffer;

/** A record with the keys of its own DID. */
sealed interface StoredConnection {

  ConnectionRecord record();

  PeerKeys keys();

  /** As it was put. */
  record Known(ConnectionRecord record, PeerKeys keys) implements StoredConnection {}

  /** As it lies in its table; each half is read when it is asked for. */
  record Stored(ByteBuffer bytes) implements StoredConnection {
    @Override
    public ConnectionRecord record() {
      return RecordJson.record(RecordJson.read(bytes));
    }

    @Override
    public PeerKeys keys() {
      return RecordJson.keys(RecordJson.read(bytes));
    }
  }
}
