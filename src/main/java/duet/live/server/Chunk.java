package duet.live.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes that are written at once: a few that are shared, or else a copy of them. */
final class Chunk {

  private static final int FULL = 32 << 10;

  private final List<ByteBuffer> parts = new ArrayList<>();
  private int size;

  void add(byte[] part) {
    add(ByteBuffer.wrap(part));
  }

  void add(ByteBuffer part) {
    parts.add(part);
    size += part.remaining();
  }

  boolean isFull() {
    return size >= FULL;
  }

  boolean isEmpty() {
    return size == 0;
  }

  ByteBuffer buffer() {
    if (parts.size() == 1) {
      return parts.get(0).asReadOnlyBuffer();
    }
    var all = ByteBuffer.allocate(size);
    parts.forEach(all::put);
    return all.flip();
  }
}
