package duet.didcomm;

import java.util.Collection;

/** Key ids: DID URLs whose fragment names a key. */
public final class KeyId {
  private KeyId() {}

  /** The DID before the #, or the whole where there is none. */
  public static String did(String kid) {
    return kid.split("#", 2)[0];
  }

  /** The apv of a set of recipients (DIDComm Messaging, "ECDH-1PU key wrapping"). */
  static byte[] digest(Collection<String> kids) {
    return Sha256.of(String.join(".", kids.stream().sorted().toList()));
  }
}
