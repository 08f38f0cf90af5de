package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.ProtobufMessage.delimitedTag;
import static duet.credential.ProtobufMessage.numberTag;

import com.google.protobuf.CodedInputStream;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Excerpt;
import java.io.IOException;

/** The protobuf message PublicKey of a did:prism, with either form of its key. */
final class KeyField {
  private static final int ID = 1;
  private static final int USAGE = 2;
  private static final int POINT = 8;
  private static final int COMPRESSED = 9;

  private KeyField() {}

  static ProtobufMessage encode(PrismKey key) {
    var data = new ProtobufMessage().text(1, key.curve().wireName());
    return new ProtobufMessage()
        .text(ID, key.id())
        .number(USAGE, key.purpose().number())
        .message(COMPRESSED, data.bytes(2, key.publicKey().raw()));
  }

  static PrismKey read(byte[] bytes) throws IOException {
    String id = "";
    int usage = 0;
    PublicKey key = null;
    var in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimitedTag(ID)) {
        id = PrismOperation.text(in);
      } else if (tag == numberTag(USAGE)) {
        usage = in.readEnum();
      } else if (tag == delimitedTag(POINT)) {
        key = key(in.readByteArray(), true);
      } else if (tag == delimitedTag(COMPRESSED)) {
        key = key(in.readByteArray(), false);
      } else {
        in.skipField(tag);
      }
    }
    int number = usage;
    var purpose =
        KeyPurpose.ofNumber(number)
            .orElseThrow(
                () ->
                    invalid(
                        Reason.MALFORMED, "did:prism key usage", String.valueOf(number), "1 to 8"));
    if (key == null) {
      throw invalid(
          Reason.MALFORMED,
          "did:prism key " + Excerpt.of(id),
          "without key data",
          "ec_key_data or compressed_ec_key_data");
    }
    return new PrismKey(id, purpose, key);
  }

  private static PublicKey key(byte[] bytes, boolean point) throws IOException {
    String name = "";
    byte[] first = new byte[0];
    byte[] second = new byte[0];
    var in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimitedTag(1)) {
        name = PrismOperation.text(in);
      } else if (tag == delimitedTag(2)) {
        first = in.readByteArray();
      } else if (tag == delimitedTag(3) && point) {
        second = in.readByteArray();
      } else {
        in.skipField(tag);
      }
    }
    KeyCurve curve = curve(name);
    if (!point) {
      return PublicKey.of(curve, first);
    }
    if (curve != KeyCurve.SECP256K1) {
      throw invalid(
          Reason.WRONG_CURVE, "did:prism ec_key_data", "a key on " + name, "on secp256k1");
    }
    return PublicKey.ofPoint(first, second);
  }

  private static KeyCurve curve(String name) {
    return KeyCurve.ofWireName(name)
        .orElseThrow(
            () ->
                invalid(
                    Reason.WRONG_CURVE,
                    "did:prism key",
                    "a key on " + Excerpt.of(name),
                    "on secp256k1, Ed25519 or X25519"));
  }
}
