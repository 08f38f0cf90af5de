package duet.didcomm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/** Key ids: DID URLs whose fragment names a key. */
final class KeyId {
  private KeyId() {}

  static String did(String kid) {
    return kid.split("#", 2)[0];
  }

  /** The apv of a set of recipients (DIDComm Messaging, "ECDH-1PU key wrapping"). */
  static byte[] digest(Collection<String> kids) {
    String joined = String.join(".", kids.stream().sorted().toList());
    try {
      return MessageDigest.getInstance("SHA-256").digest(Utf8.encode(joined));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
