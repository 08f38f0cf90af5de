package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;
import static duet.credential.ProtobufMessage.delimitedTag;

import com.google.protobuf.CodedInputStream;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The protobuf that a long-form did:prism is made of: an AtalaOperation that holds a
 * CreateDIDOperation (node_models.proto). Unknown fields are skipped; keys are written compressed,
 * fields in the order of their numbers.
 */
record PrismOperation(List<PrismKey> keys, List<PrismService> services) {
  private static final String PART = "did:prism operation";
  private static final int CREATE_DID = 1;
  private static final int DID_DATA = 1;
  private static final int PUBLIC_KEYS = 2;
  private static final int SERVICES = 3;

  PrismOperation {
    keys = List.copyOf(keys);
    services = List.copyOf(services);
  }

  static PrismOperation decode(byte[] bytes) {
    try {
      return data(only(only(bytes, CREATE_DID, "create_did"), DID_DATA, "did_data"));
    } catch (IOException e) {
      throw new InvalidCredentialException(
          Reason.MALFORMED, "invalid %s: not readable (must be protobuf)".formatted(PART), e);
    }
  }

  byte[] encode() {
    var data = new ProtobufMessage();
    keys.forEach(key -> data.message(PUBLIC_KEYS, KeyField.encode(key)));
    services.forEach(service -> data.message(SERVICES, encode(service)));
    var create = new ProtobufMessage().message(DID_DATA, data);
    return new ProtobufMessage().message(CREATE_DID, create).toByteArray();
  }

  private static ProtobufMessage encode(PrismService service) {
    var message = new ProtobufMessage().text(1, service.id()).text(2, service.type());
    service.endpoints().forEach(endpoint -> message.text(3, endpoint));
    return message;
  }

  private static PrismOperation data(byte[] bytes) throws IOException {
    var keys = new ArrayList<PrismKey>();
    var services = new ArrayList<PrismService>();
    var in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimitedTag(PUBLIC_KEYS)) {
        keys.add(KeyField.read(in.readByteArray()));
      } else if (tag == delimitedTag(SERVICES)) {
        services.add(service(in.readByteArray()));
      } else {
        in.skipField(tag);
      }
    }
    return new PrismOperation(keys, services);
  }

  private static PrismService service(byte[] bytes) throws IOException {
    String id = "";
    String type = "";
    var endpoints = new ArrayList<String>();
    var in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimitedTag(1)) {
        id = text(in);
      } else if (tag == delimitedTag(2)) {
        type = text(in);
      } else if (tag == delimitedTag(3)) {
        endpoints.add(text(in));
      } else {
        in.skipField(tag);
      }
    }
    return new PrismService(id, type, endpoints);
  }

  /** The field that must stand once: protobuf would merge several of them. */
  private static byte[] only(byte[] bytes, int field, String name) throws IOException {
    byte[] found = null;
    var in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag != delimitedTag(field)) {
        in.skipField(tag);
      } else if (found == null) {
        found = in.readByteArray();
      } else {
        throw invalid(Reason.MALFORMED, PART, "several fields " + name, "one");
      }
    }
    if (found == null) {
      throw invalid(Reason.MALFORMED, PART, "without the field " + name, "the creation of a DID");
    }
    return found;
  }

  /** Strings are read as bytes: the stream's own decoder reaches for sun.misc.Unsafe. */
  static String text(CodedInputStream in) throws IOException {
    return Utf8.decode(PART, in.readByteArray());
  }
}
