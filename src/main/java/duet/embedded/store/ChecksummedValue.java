package duet.embedded.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Content with a checksum of it and its place in front: MVStore checks where its pages lie, not
 * what is in them.
 */
final class ChecksummedValue extends BasicDataType<byte[]> {

  private static final int CHECKSUM = Integer.BYTES;

  static byte[] seal(long sequence, byte[] content) {
    return ByteBuffer.allocate(CHECKSUM + content.length)
        .putInt(checksum(sequence, ByteBuffer.wrap(content)))
        .put(content)
        .array();
  }

  /**
   * @return the content
   * @throws StoreException if it isn't as it was sealed
   */
  static ByteBuffer open(long sequence, byte[] sealed) {
    if (sealed.length >= CHECKSUM) {
      var content = ByteBuffer.wrap(sealed);
      if (content.getInt() == checksum(sequence, content.slice())) {
        return content;
      }
    }
    throw new StoreException("the checksum of entry " + sequence + " is wrong");
  }

  @Override
  public int getMemory(byte[] sealed) {
    return sealed.length;
  }

  @Override
  public void write(WriteBuffer page, byte[] sealed) {
    page.putVarInt(sealed.length).put(sealed);
  }

  /** The length in a damaged page is not trusted. */
  @Override
  public byte[] read(ByteBuffer page) {
    int length = DataUtils.readVarInt(page);
    if (length < 0 || length > page.remaining()) {
      throw new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "an entry's length is wrong");
    }
    var sealed = new byte[length];
    page.get(sealed);
    return sealed;
  }

  @Override
  public byte[][] createStorage(int size) {
    return new byte[size][];
  }

  private static int checksum(long sequence, ByteBuffer content) {
    var crc = new CRC32C();
    crc.update(content);
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, sequence));
    return (int) crc.getValue();
  }
}
