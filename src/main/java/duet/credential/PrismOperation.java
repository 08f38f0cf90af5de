package duet.credential;

import static duet.credential.InvalidCredentialException.invalid;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import duet.credential.InvalidCredentialException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    return message(
        operation ->
            operation.writeByteArray(
                CREATE_DID,
                message(create -> create.writeByteArray(DID_DATA, message(this::write)))));
  }

  private void write(CodedOutputStream data) throws IOException {
    for (PrismKey key : keys) {
      data.writeByteArray(PUBLIC_KEYS, message(out -> KeyField.write(out, key)));
    }
    for (PrismService service : services) {
      data.writeByteArray(SERVICES, message(out -> write(out, service)));
    }
  }

  private static void write(CodedOutputStream out, PrismService service) throws IOException {
    out.writeString(1, service.id());
    out.writeString(2, service.type());
    for (String endpoint : service.endpoints()) {
      out.writeString(3, endpoint);
    }
  }

  private static PrismOperation data(byte[] bytes) throws IOException {
    var keys = new ArrayList<PrismKey>();
    var services = new ArrayList<PrismService>();
    var in = CodedInputStream.newInstance(bytes);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == delimited(PUBLIC_KEYS)) {
        keys.add(KeyField.read(in.readByteArray()));
      } else if (tag == delimited(SERVICES)) {
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
      if (tag == delimited(1)) {
        id = in.readStringRequireUtf8();
      } else if (tag == delimited(2)) {
        type = in.readStringRequireUtf8();
      } else if (tag == delimited(3)) {
        endpoints.add(in.readStringRequireUtf8());
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
      if (tag != delimited(field)) {
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

  static int delimited(int field) {
    return tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  static int tag(int field, int type) {
    return field << 3 | type;
  }

  interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  static byte[] message(Writing content) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = CodedOutputStream.newInstance(bytes);
      content.to(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
  }
}
