package duet.didcomm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of a text's UTF-8. */
final class Sha256 {
  private Sha256() {}

  static byte[] of(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Utf8.encode(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
