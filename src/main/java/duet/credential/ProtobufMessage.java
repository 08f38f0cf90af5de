package duet.credential;

import duet.didcomm.Utf8;
import java.io.ByteArrayOutputStream;

/**
 * Writes a protobuf message, field by field in the order of their numbers, up to 15. Protobuf's own
 * CodedOutputStream would do, but it reaches for sun.misc.Unsafe, of which newer JVMs warn on
 * standard error; its CodedInputStream does not.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ProtobufMessage number(int field, int value) {
    bytes.write(tag(field, VARINT));
    varint(value);
    return this;
  }

  ProtobufMessage text(int field, String value) {
    return bytes(field, Utf8.encode(value));
  }

  ProtobufMessage message(int field, ProtobufMessage value) {
    return bytes(field, value.toByteArray());
  }

  ProtobufMessage bytes(int field, byte[] value) {
    bytes.write(tag(field, DELIMITED));
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  static int numberTag(int field) {
    return tag(field, VARINT);
  }

  static int delimitedTag(int field) {
    return tag(field, DELIMITED);
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }

  private void varint(int value) {
    int rest = value;
    while (rest >= 0x80) {
      bytes.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }
}
